/** What a deck says, in both languages. */
import { fill } from '../ui/message.ts'

const en = {
  'key.next': 'next step',
  'key.back': 'one step back; what ran stays',
  'key.first': 'first slide',
  'key.last': 'last slide',
  'key.invoke': 'invoke with the query of the slide',
  'key.reset': 'bring back the state before this step',
  'key.type': 'type the next code',
  'key.edit': 'edit the code',
  'key.leave': 'leave the editor, close',
  'key.overview': 'overview, go to a slide',
  'key.blackout': 'black screen',
  'key.larger': 'larger code',
  'key.smaller': 'smaller code',
  'key.contrast': 'high contrast',
  'key.fullscreen': 'full screen',
  'key.help': 'this help',
  help: 'Keys',
  close: 'Close',
  overview: 'Slides',
  minutes: '{minutes} min',
  progress: '{slide} / {slides}',
  standing: 'Time stands still between steps',
  deck: 'Slides of the lesson',
  answer: 'Last answer',
  black: 'The screen is black. Press b to go on.',
  noAnswer: 'The answer appears here.',
} as const

type Key = keyof typeof en

const ja: Readonly<Record<Key, string>> = {
  'key.next': '次のステップ',
  'key.back': '1 つ戻る (実行した結果は残る)',
  'key.first': '最初のスライド',
  'key.last': '最後のスライド',
  'key.invoke': 'スライドのクエリで呼び出す',
  'key.reset': 'このステップの前の状態に戻す',
  'key.type': '次のコードを入力する',
  'key.edit': 'コードを編集する',
  'key.leave': 'エディターから出る、閉じる',
  'key.overview': '一覧、スライドへ移動',
  'key.blackout': '画面を黒くする',
  'key.larger': 'コードを大きく',
  'key.smaller': 'コードを小さく',
  'key.contrast': 'ハイコントラスト',
  'key.fullscreen': '全画面表示',
  'key.help': 'このヘルプ',
  help: 'キー操作',
  close: '閉じる',
  overview: 'スライド一覧',
  minutes: '{minutes} 分',
  progress: '{slide} / {slides}',
  standing: 'ステップの間、時間は止まっています',
  deck: 'このレッスンのスライド',
  answer: '最後の応答',
  black: '画面を黒くしています。b キーで戻ります。',
  noAnswer: '応答はここに表示されます。',
}

const TEXTS = { en, ja } as const

/** The text of `key` in a language. */
export function deckText(locale: keyof typeof TEXTS, key: Key, params: Readonly<Record<string, string | number>> = {}): string {
  return fill(TEXTS[locale][key], new Map(Object.entries(params)))
}
