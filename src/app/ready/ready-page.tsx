/** The client root of `/ready/`. */
import { render } from 'preact'
import { localeOf } from '../../ui/locale.ts'
import { embeddedEngine, find } from '../page-parts.ts'
import { Ready } from './Ready.tsx'

/** Starts the page. Nothing runs before its button is pressed. */
export function startReadyPage(): void {
  const root = find('[data-ready]')
  // Written by our own build into the page, so its type is known.
  const pages: readonly string[] = JSON.parse(root.dataset['pages'] ?? '[]')
  const parts = {
    pages,
    engine: () => embeddedEngine({}),
    fetchPage: async (address: string) => (await fetch(address, { cache: 'no-store' })).ok,
    storage: () => window.localStorage,
  }
  render(<Ready parts={parts} locale={localeOf(document.documentElement.lang)} />, root)
}
