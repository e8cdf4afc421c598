/** What an exercise says, in both languages: at build time, and with the check when it is asked for. */
import { type SayOf, textsByLocale } from '../ui/texts-by-locale.ts'

const en = {
  title: 'Exercise',
  check: 'Check',
  checking: 'Checking: your function runs through the requests of this exercise …',
  passed: 'It holds. Your function answered every request of this exercise as it should.',
  broken: 'The check could not run: {reason} Your code is kept. Press Check to try again.',
  refused: 'Lambda refused the code: {reason}',
  failed: 'Not yet. {place}, {what}:',
  expected: 'expected',
  seen: 'seen',
  play: 'Play that run in the picture',
  misses: 'What such an answer misses:',
  solution: 'Show a solution',
  apply: 'Use this code',
  undo: 'Bring my code back',
  applied: 'The solution stands in the editor. Your own code is kept.',
  removed: 'removed',
  added: 'added',
  skipped: 'lines that stay as they are',
  file: 'Changes in {file}',
  'place.request': 'Request {ordinal} ({request})',
  'place.world': 'After request {ordinal}',
  'place.worldFirst': 'Before the first request',
} as const

type Texts = Readonly<Record<keyof typeof en, string>>

const ja: Texts = {
  title: '演習',
  check: '確認する',
  checking: '確認中: この演習のリクエストを、書いた関数に送っています…',
  passed: '正解です。この演習のすべてのリクエストに、期待どおり応答しました。',
  broken: '確認を実行できませんでした: {reason} コードは残っています。もう一度「確認する」を押してください。',
  refused: 'Lambda がコードを受け付けませんでした: {reason}',
  failed: 'もう少しです。{place}、{what}:',
  expected: '期待',
  seen: '実際',
  play: 'この実行を図で見る',
  misses: 'このような答えに足りないもの:',
  solution: '解答例を見る',
  apply: 'このコードを使う',
  undo: '自分のコードに戻す',
  applied: 'エディターに解答例を入れました。自分のコードは残っています。',
  removed: '削除',
  added: '追加',
  skipped: '変わらない行を省略',
  file: '{file} の変更',
  'place.request': '{ordinal} 回目のリクエスト ({request})',
  'place.world': '{ordinal} 回目のリクエストのあと',
  'place.worldFirst': '最初のリクエストの前',
}

export type ExerciseSay = SayOf<keyof typeof en>

/** Speaks the language. */
export const exerciseSay = textsByLocale({ en, ja })
