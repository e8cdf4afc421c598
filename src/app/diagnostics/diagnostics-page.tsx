/** The client root of `/diagnostics/`. */
import { render } from 'preact'
import { localeOf } from '../../ui/locale.ts'
import { readBuild } from '../engine-choice.ts'
import { find } from '../page-parts.ts'
import { Diagnostics } from './Diagnostics.tsx'
import { Diagnosis } from './diagnosis.ts'
import type { ReplayedLesson } from './run-lesson.ts'

/** Starts the page. Nothing runs, and nothing is asked of anybody, before a button is pressed. */
export function startDiagnosticsPage(): void {
  const root = find('[data-diagnostics]')
  // Written by our own build into the page, so its type is known.
  const lesson: ReplayedLesson = JSON.parse(find('#diagnostics-lesson').textContent)
  const build = readBuild(root.dataset['container'])
  render(
    <Diagnostics
      diagnosis={new Diagnosis(lesson)}
      locale={localeOf(document.documentElement.lang)}
      apiKey={build === null ? undefined : build.apiKey}
    />,
    root,
  )
}
