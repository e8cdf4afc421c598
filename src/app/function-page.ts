/** What the client roots of a lesson and of the playground do alike: open the page, and bind what stands around the views. */
import { attachEditor } from '../playground/editor/editor.ts'
import type { Session, SessionOptions } from '../session/session.ts'
import { environmentLimit } from './device.ts'
import type { EngineChoice } from './engine-choice.ts'
import {
  attachEngineChoice,
  bindKeys,
  bindShare,
  embeddedEngine,
  engineChoice,
  find,
  openStorage,
  openSubject,
  showEngine,
} from './page-parts.ts'
import type { SharedRun } from './shared-run.ts'
import { attachShortcutsHelp } from './shortcuts-help.ts'

/** A page as it opens. */
export interface OpenedPage {
  /** What its session is made from. */
  readonly options: SessionOptions
  /** Null where the page shows its own function. */
  readonly shared: SharedRun | null
  /** Null where the build has one engine. */
  readonly choice: EngineChoice | null
}

/** Reads the page's function, or that of a link in its address, and what is kept in the browser. */
export async function openPage(): Promise<OpenedPage> {
  const { subject, shared } = await openSubject()
  const storage = shared === null ? openStorage() : shared.storage
  const choice = engineChoice(openStorage())
  const engines = { engine: embeddedEngine, ...(choice && { successor: choice.successor }) }
  return { options: { subject, storage, ...engines, environmentLimit: environmentLimit() }, shared, choice }
}

/** Binds editor, chip, keys, Share and help; called when the views are there. */
export function attachPage(session: Session, { shared, choice }: OpenedPage): void {
  attachEditor(find('[data-editor]'), session)
  showEngine(session)
  attachEngineChoice(session, choice)
  bindKeys(session)
  bindShare(session)
  attachShortcutsHelp()
  shared?.attach(session)
}
