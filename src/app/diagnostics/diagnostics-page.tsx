/** The client root of `/diagnostics/`. */
import { render } from 'preact'
import { localeOf } from '../../ui/locale.ts'
import { readBuild } from '../engine-choice.ts'
import { find } from '../page-parts.ts'
import { Diagnostics } from './Diagnostics.tsx'
import { Diagnosis } from './diagnosis.ts'
import { casesWith } from './run-contract.ts'
import type { ReplayedLesson } from './run-lesson.ts'

/** Parameter of the address: only the contract's cases whose group or name holds its text are run. */
const ONLY = 'only'

/** Starts the page. Nothing runs, and nothing is asked of anybody, before a button is pressed. */
export function startDiagnosticsPage(): void {
  const root = find('[data-diagnostics]')
  // Written by our own build into the page, so its type is known.
  const lesson: ReplayedLesson = JSON.parse(find('#diagnostics-lesson').textContent)
  const groups = casesWith(new URLSearchParams(location.search).get(ONLY) ?? '')
  const build = readBuild(root.dataset['container'])
  render(
    <Diagnostics
      diagnosis={new Diagnosis({ groups, lesson })}
      locale={localeOf(document.documentElement.lang)}
      apiKey={build === null ? undefined : build.apiKey}
    />,
    root,
  )
}
