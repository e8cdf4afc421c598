/** The client root of the playground: every control of the emulator around the lesson page's views. */
import { render } from 'preact'
import { FileActions } from '../playground/editor/FileActions.tsx'
import { RequestBar } from '../playground/invoke/RequestBar.tsx'
import { Settings } from '../playground/settings/Settings.tsx'
import { Workbench } from '../playground/Workbench.tsx'
import { Playground } from '../session/playground.ts'
import { attachPage, openPage } from './function-page.ts'
import { find, showAnswersEarly } from './page-parts.ts'

/** Starts the page around the HTML of the build. */
export async function startPlaygroundPage(): Promise<void> {
  const page = await openPage()
  const session = new Playground(page.options)
  const [first] = Object.keys(session.$files.get())
  if (!(session.$activeFile.get() in session.$files.get()) && first !== undefined) session.open(first)
  showAnswersEarly(session)
  // Not hydrated: what was kept differs from the build's HTML, and attributes too.
  render(<Settings session={session} />, find('[data-settings]'))
  render(<FileActions session={session} />, find('[data-file-actions]'))
  render(<Workbench session={session} bar={<RequestBar session={session} />} />, find('[data-workbench]'))
  attachPage(session, page)
}
