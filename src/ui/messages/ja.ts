/** 画面の日本語。AWS の日本語コンソールとドキュメントの用語に合わせる。 */
import type { Messages } from '../message.ts'

export const ja: Messages = {
  'site.name': 'Warmstart',
  'site.tagline': 'AWS Lambda のコールドスタートとウォームスタートを、手で確かめる',
  'site.description':
    'Lambda のハンドラーを書き換え、呼び出し、実行環境の中を観察する教材です。グローバル変数と /tmp がいつ残り、いつ消えるのか。ブラウザーだけで動きます。',
  'site.language': '{language}で読む',
  'site.theme': 'テーマ',
  'site.theme.light': 'ライト',
  'site.theme.dark': 'ダーク',
  'site.skip': '本文へ移動',
  'site.noScript': '関数を実行するには JavaScript が必要です。本文とコードはこのまま読めます。',
  'site.oldBrowser':
    'このブラウザーは古いため、ここでは関数を実行できません。本文は読めます。実行するには Chrome / Edge {chromium}、Firefox {firefox}、Safari {safari} 以降をお使いください。',

  'home.title': '次のリクエストは、何を覚えているか。',
  'home.headline': '次のリクエストは、\n何を覚えているか。',
  'home.lead':
    'ハンドラーを書き換え、Invoke を押し、実行環境の中をのぞく。グローバル変数と /tmp がいつ残り、いつ消えるのか。サインアップもインストールも要りません。',
  'home.continue': 'レッスン {number} を続ける',
  'home.begin': 'レッスン {number} から始める',
  'home.restart': '最初から',
  'home.experiment': '実験をすぐ試す',
  'home.lessons': 'レッスン',
  'home.minutes': '{minutes} 分',
  'home.progress': '{done} / {steps} ステップ',
  'home.done': '✓ 完了',
  'home.example': 'ひとつの実行環境に届いた 2 回のリクエスト',
  'home.credit': 'この教材は、記事「',
  'home.credit.end': '」の実験をもとにしています。',
  'home.simulator':
    'Warmstart はブラウザーの中で AWS Lambda をシミュレートする教材で、AWS とは関係ありません。シミュレートした値と、公式に説明のない挙動は、その場で示します。',

  'notFound.title': 'ページが見つかりません',
  'notFound.text': 'アドレスが間違っているか、レッスンの名前が変わった可能性があります。',
  'notFound.home': 'レッスン一覧へ',

  'deck.title': '{title} (スライド)',
  'deck.speaker': '{title} (発表者)',
  'deck.description': 'レッスン「{title}」のスライドです。関数はその場で動きます。',

  'lesson.number': 'レッスン {number}',
  'lesson.description': '{summary}。{tagline}。',
  'lesson.path': '{number} · {title}',
  'lesson.progress': '全 {count} レッスン中 {number}',
  'lesson.text': 'レッスンの本文',
  'lesson.work': '関数',
  'lesson.step.done': '完了',
  'lesson.sources': '出典',
  'lesson.read': '({date} 閲覧)',
  'lesson.complete': 'すべてのステップが終わりました',
  'lesson.next': '次へ: {title}',
  'lesson.all': 'レッスン一覧',
  'lesson.hint': 'ヒント',
  'lesson.saved': 'このブラウザーに保存済み',
  'lesson.configuration': '{runtime} · {memory} MB · タイムアウト {timeout} 秒',
  'lesson.simulated': '点線の下線: シミュレートした時間',
  'lesson.realTime': '実時間を流す',
  'lesson.realTime.about': 'オフのあいだ、何も動いていないときは時間が止まり、ボタンで飛ばせます。',

  'answer.waiting': '応答を待っています…',
  'answer.show': 'レスポンスを見る',

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
  'invoke.restore': 'コードを戻す',
  'invoke.solution': '解答例',
  'invoke.own': '自分のコード',

  'shortcuts.button': '? ショートカット',
  'shortcuts.title': 'ショートカット',
  'shortcuts.invoke': '呼び出す',
  'shortcuts.deploy': 'コードをデプロイする',
  'shortcuts.leave': 'エディターを出る',
  'shortcuts.help': 'この一覧',
  'shortcuts.close': '閉じる',

  'environments.region': '実行環境',
  'timeline.region': 'タイムライン',
  'response.region': 'レスポンス',
  'log.region': 'ログ',
}
