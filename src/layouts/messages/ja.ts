/** ページの日本語。 */
import type { PageTexts } from '../page-texts.ts'

export const ja: PageTexts = {
  'playground.title': 'プレイグラウンド',
  'playground.description':
    'すべての設定を触れる Lambda 関数です。設定、同時実行、バージョン、イベント、関数 URL、時間。実行環境が何を保持するのか、その場で観察できます。',
  'playground.lead':
    '自分の関数を、エミュレーターのすべての設定とともに試せます。範囲外の値は、AWS と同じように拒否されます。',
  'playground.settings': '設定',
  'lesson.present': 'スライド',
  'deck.title': '{title} (スライド)',
  'deck.description': 'レッスン「{title}」のスライドです。関数はその場で動きます。',
  'deck.speaker': '{title} (発表者)',
}
