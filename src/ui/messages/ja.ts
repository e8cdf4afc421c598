/** 画面の日本語のうち、スクリプトが使うもの。AWS の日本語コンソールとドキュメントの用語に合わせる。 */
import type { Messages } from '../message.ts'

export const ja: Messages = {
  'home.continue': 'レッスン {number} を続ける',
  'home.restart': '最初から',
  'home.progress': '{done} / {steps} ステップ',
  'home.done': '✓ 完了',
  'answer.waiting': '応答を待っています…',
  'start.cold': 'コールド',
  'start.warm': 'ウォーム',
  'start.reset': 'リセット',
  'engine.embedded': 'エンジン: このブラウザー',
  'engine.starting': 'エンジン: 起動中',
  'engine.failed': 'エンジン: 停止中',
  'engine.gated': 'エンジン: このブラウザー (タイマー制御)',
  'engine.webcontainer': 'エンジン: WebContainer (Node.js)',
  'engine.webcontainer.gated': 'エンジン: WebContainer (タイマー制御)',
  'invoke.region': '関数の呼び出し',
  'invoke.query': 'クエリ文字列',
  'invoke.button': 'Invoke',
  'invoke.twice': '同時に 2 回',
  'invoke.skip': '15 分飛ばす',
  'invoke.deploy': 'デプロイ',
  'environments.region': '実行環境',
  'timeline.region': 'タイムライン',
  'response.region': 'レスポンス',
  'log.region': 'ログ',
}
