/** What npm does for the function, in one line below the header; loaded with its first installation. */
import { render } from 'preact'
import { useState } from 'preact/hooks'
import type { InstallState } from '../engines/webcontainer/install.ts'
import { Announced } from '../ui/Announced.tsx'
import type { Locale } from '../ui/locale.ts'
import { useStore } from '../ui/use-store.ts'
import type { EngineChoice } from './engine-choice.ts'
import './engine-menu.css'
import { installSentence, sayInstallIn } from './install-texts.ts'

/** Shows the line from now on. */
export function showInstallNote(choice: EngineChoice, locale: Locale): void {
  const place = document.createElement('div')
  document.querySelector('.page-notices')?.append(place)
  render(<InstallNote choice={choice} locale={locale} />, place)
}

function InstallNote({ choice, locale }: { readonly choice: EngineChoice; readonly locale: Locale }) {
  const install = useStore(choice.$install)
  const [dismissed, dismiss] = useState<InstallState | null>(null)
  const say = sayInstallIn(locale)
  const shown = install === dismissed ? null : install
  const sentence = shown === null ? '' : installSentence(locale, shown)
  return (
    <div class={shown === null ? undefined : 'page-notice engine-note'} data-testid="install-note">
      <Announced text={sentence} />
      {shown?.kind === 'installing' && (
        // The seconds are shown, not announced.
        <span aria-hidden="true">{say('seconds', { seconds: Math.round(shown.elapsedMs / 1_000) })}</span>
      )}
      {shown !== null && shown.kind !== 'installing' && (
        <button type="button" class="button button-quiet" onClick={() => dismiss(shown)}>
          {say('dismiss')}
        </button>
      )}
    </div>
  )
}
