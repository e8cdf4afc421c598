/** What sharing says, in both languages; loaded with it. */
import { textsByLocale } from '../ui/texts-by-locale.ts'

const en = {
  title: 'Share',
  about: 'Code, configuration and everything you did since the page was opened.',
  link: 'Link',
  'link.about': 'It opens stopped: nothing runs until somebody presses “Run again”.',
  tooLong: 'This is too much for a link. Send the scenario instead.',
  scenario: 'Scenario (YAML)',
  'scenario.about': 'With what was seen, as a report. `warmstart replay` runs it.',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'The browser did not allow copying: select the text and copy it.',
  close: 'Close',
  stopped: 'This code came from a link. Nothing has run, and your own work here is untouched.',
  unsaved: 'From a link: changes are not saved',
  again: 'Run again',
  own: 'To my own work',
  wrong: 'The link cannot be opened, so this is the page as you left it. {reason}',
} as const

type Texts = Readonly<Record<keyof typeof en, string>>

const ja: Texts = {
  title: '共有',
  about: 'コード、設定、そしてページを開いてから行った操作をすべて含みます。',
  link: 'リンク',
  'link.about': '停止した状態で開きます。「もう一度実行」を押すまで何も動きません。',
  tooLong: 'リンクにするには大きすぎます。シナリオを送ってください。',
  scenario: 'シナリオ (YAML)',
  'scenario.about': '観察した結果つきの報告です。`warmstart replay` で再現できます。',
  copy: 'コピー',
  copied: 'コピーしました',
  notCopied: 'ブラウザーがコピーを許可しませんでした。テキストを選択してコピーしてください。',
  close: '閉じる',
  stopped: 'このコードはリンクから開きました。まだ何も実行していません。自分の作業はそのまま残っています。',
  unsaved: 'リンクから: 変更は保存されません',
  again: 'もう一度実行',
  own: '自分の作業に戻る',
  wrong: 'リンクを開けなかったため、いつものページを表示しています。{reason}',
}

/** Speaks the language: `say('again')`. */
export const shareText = textsByLocale({ en, ja })
