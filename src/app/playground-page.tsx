/** The client root of the playground: every control of the emulator around the lesson page's views. */
import { render } from 'preact'
import { attachEditor } from '../playground/editor/editor.ts'
import { FileActions } from '../playground/editor/FileActions.tsx'
import { RequestBar } from '../playground/invoke/RequestBar.tsx'
import { Settings } from '../playground/settings/Settings.tsx'
import { Workbench } from '../playground/Workbench.tsx'
import { Playground } from '../session/playground.ts'
import { environmentLimit } from './device.ts'
import {
  attachEngineChoice,
  bindKeys,
  bindShare,
  embeddedEngine,
  engineChoice,
  find,
  openStorage,
  openSubject,
  showAnswersEarly,
  showEngine,
} from './page-parts.ts'
import { attachShortcutsHelp } from './shortcuts-help.ts'

/** Starts the page around the HTML of the build. */
export async function startPlaygroundPage(): Promise<void> {
  const { subject, shared } = await openSubject()
  const storage = shared === null ? openStorage() : shared.storage
  const choice = engineChoice(openStorage())
  const engines = { engine: embeddedEngine, ...(choice && { successor: choice.successor }) }
  const session = new Playground({ subject, storage, ...engines, environmentLimit: environmentLimit() })
  const [first] = Object.keys(session.$files.get())
  if (!(session.$activeFile.get() in session.$files.get()) && first !== undefined) session.open(first)
  showAnswersEarly(session)
  // Not hydrated: what was kept differs from the build's HTML, and attributes too.
  render(<Settings session={session} />, find('[data-settings]'))
  render(<FileActions session={session} />, find('[data-file-actions]'))
  render(<Workbench session={session} bar={<RequestBar session={session} />} />, find('[data-workbench]'))
  attachEditor(find('[data-editor]'), session)
  showEngine(session)
  attachEngineChoice(session, choice)
  bindKeys(session)
  bindShare(session)
  attachShortcutsHelp()
  shared?.attach(session)
}
