/** What stands around the terminal, in both languages; loaded with it. */
import { textsByLocale } from '../../ui/texts-by-locale.ts'

const en = {
  title: 'Terminal',
  booting: 'WebContainer is booting. The shell opens as soon as it answers.',
  'not-ready': 'The shell needs WebContainer, which is not running. The line below the header says why.',
  hindered:
    'WebContainer is ready, but something still runs, or a published version or provisioned concurrency lives in the engine of this browser. Let it end, or start over, then open the terminal again.',
  failed: 'The shell did not open: {reason}. Close the terminal and open it again.',
  opening: 'The shell is opening.',
  open: 'A real shell (jsh) in the folder of your function.',
  ended: 'The shell has ended. Open the terminal again for another.',
  url: 'Function URL there:',
  try: 'Type:',
  without: 'No curl in this shell? Then:',
  leave: 'Tab or Escape leaves the terminal.',
  input: 'Terminal input. Tab or Escape leaves it.',
  close: 'Close',
} as const

type Texts = Readonly<Record<keyof typeof en, string>>

const ja: Texts = {
  title: 'ターミナル',
  booting: 'WebContainer を起動しています。起動が終わるとシェルが開きます。',
  'not-ready': 'シェルを使うには WebContainer が必要ですが、起動していません。理由はヘッダーの下に表示しています。',
  hindered:
    'WebContainer の準備はできていますが、このブラウザーのエンジンに実行中のリクエスト、発行済みのバージョン、またはプロビジョニングされた同時実行が残っています。終わるのを待つか、最初からやり直したあと、ターミナルを開き直してください。',
  failed: 'シェルを開けませんでした ({reason})。ターミナルをいったん閉じ、開き直してください。',
  opening: 'シェルを開いています。',
  open: '関数のフォルダーで開いた本物のシェル (jsh) です。',
  ended: 'シェルが終了しました。もう一度開くと新しいシェルになります。',
  url: 'ここでの関数 URL:',
  try: '入力例:',
  without: 'curl がないシェルでは:',
  leave: 'Tab か Escape でターミナルを出ます。',
  input: 'ターミナルの入力。Tab か Escape で出ます。',
  close: '閉じる',
}

/** Speaks the language: `say('close')`. */
export const sayTerminalIn = textsByLocale({ en, ja })
