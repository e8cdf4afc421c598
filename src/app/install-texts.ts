/** What is said of npm's installations, in both languages; loaded with the first of them. */
import type { InstallState } from '../engines/webcontainer/install.ts'
import type { Locale } from '../ui/locale.ts'
import { textsByLocale } from '../ui/texts-by-locale.ts'

const en = {
  installing: 'npm installs {packages} in WebContainer, as package.json asks. Your function is deployed after that.',
  installed: 'npm installed {packages} in {seconds} s.',
  'failed.npm':
    'npm could not install what package.json asks for. Check names and versions under “dependencies”, then deploy again. The function runs without them. npm said: {reason}',
  'failed.slow':
    'npm did not finish within 120 s and was stopped. The function runs without the packages; deploy again to try once more. npm said last: {reason}',
  'failed.manifest':
    'package.json is no valid JSON, so nothing was installed: {reason}. Mend it and deploy again. The function runs as it is.',
  seconds: '{seconds} s',
  dismiss: 'Dismiss',
} as const

type Texts = Readonly<Record<keyof typeof en, string>>

const ja: Texts = {
  installing:
    'package.json に従い、WebContainer の中で npm が {packages} をインストールしています。関数はその後でデプロイされます。',
  installed: 'npm が {packages} を {seconds} 秒でインストールしました。',
  'failed.npm':
    'package.json のパッケージをインストールできませんでした。「dependencies」の名前とバージョンを確認し、もう一度デプロイしてください。関数はパッケージなしで動きます。npm のメッセージ: {reason}',
  'failed.slow':
    'npm が 120 秒以内に終わらなかったため、中止しました。関数はパッケージなしで動きます。もう一度デプロイすると再試行します。npm の最後のメッセージ: {reason}',
  'failed.manifest':
    'package.json が正しい JSON ではないため、何もインストールしていません ({reason})。直してもう一度デプロイしてください。関数はそのまま動きます。',
  seconds: '{seconds} 秒',
  dismiss: '閉じる',
}

/** Names that are listed; the rest is left to package.json. */
const NAMED = 3

/** Speaks the language: `say('dismiss')`. */
export const sayInstallIn = textsByLocale({ en, ja })

/** One calm sentence about where an installation stands. */
export function installSentence(locale: Locale, state: InstallState): string {
  const say = sayInstallIn(locale)
  if (state.kind === 'failed') return say(`failed.${state.why}`, { reason: state.reason })
  const packages = namesOf(locale, state.packages)
  if (state.kind === 'installing') return say('installing', { packages })
  return say('installed', { packages, seconds: (state.ms / 1_000).toFixed(1) })
}

function namesOf(locale: Locale, names: readonly string[]): string {
  const shown = names.length > NAMED ? [...names.slice(0, NAMED), '…'] : names
  return shown.join(locale === 'ja' ? '、' : ', ')
}
