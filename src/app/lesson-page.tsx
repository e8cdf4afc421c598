/** The client root of a lesson: engine, session, editor, prose and views put together. */
import { hydrate } from 'preact'
import type { LessonSubject } from '../lesson/lesson.ts'
import { PROGRESS_KEY, parseProgress, withDone } from '../lesson/progress.ts'
import type { Engine } from '../link/engine.ts'
import { Workbench } from '../playground/Workbench.tsx'
import type { CodeStorage } from '../session/saved-code.ts'
import { Session } from '../session/session.ts'
import { attachTutorial } from '../tutorial/tutorial.ts'
import type { EngineChoice } from './engine-choice.ts'
import { attachPage, openPage } from './function-page.ts'
import { find, showAnswersEarly } from './page-parts.ts'

/** Starts the page around the HTML of the build. */
export async function startLessonPage(): Promise<void> {
  const page = await openPage()
  const { subject, storage } = page.options
  const done = parseProgress(storage?.getItem(PROGRESS_KEY) ?? null)[subject.lesson] ?? []
  const session = new Session({ ...page.options, done })
  showAnswersEarly(session)
  hydrate(<Workbench session={session} />, find('[data-workbench]'))
  const freshEngine = (account: LessonSubject['account']) => checkEngine(session, page.choice, account)
  attachTutorial(find('[data-tutorial]'), session, { freshEngine, storage })
  keepProgress(session, storage)
  bindCode(session)
  bindRealTime(session)
  attachPage(session, page)
}

/**
 * An engine of its own for the check of an exercise: of the kind that answers on the page, as the chip says; so a function
 * that uses what only the whole of Node.js has is checked where it runs.
 */
async function checkEngine(
  session: Session,
  choice: EngineChoice | null,
  account: LessonSubject['account'],
): Promise<Engine> {
  const container = session.$engineName.get() === 'webcontainer' ? choice?.check(account) : null
  if (container) return container
  const { startEmbeddedCheck } = await import('./embedded.ts')
  return startEmbeddedCheck(account)
}

function keepProgress(session: Session, storage: CodeStorage | null): void {
  session.$done.listen(done => {
    if (storage === null) return
    const counted = done.filter(id => session.subject.steps.find(step => step.id === id)?.optional !== true)
    const progress = withDone(parseProgress(storage.getItem(PROGRESS_KEY)), session.subject.lesson, counted)
    try {
      storage.setItem(PROGRESS_KEY, JSON.stringify(progress))
    } catch {
      // Storage is full: the ticks stay on this page and are not kept.
    }
  })
}

/** The buttons beside the tabs that put other code in the editor. */
function bindCode({ code }: Session): void {
  const bind = (selector: string, act: () => void): HTMLButtonElement | null => {
    const button = document.querySelector<HTMLButtonElement>(selector)
    button?.addEventListener('click', act)
    return button
  }
  const restore = bind('[data-restore]', () => code.restore())
  const solution = bind('[data-solution]', () => code.solve())
  const own = bind('[data-own]', () => code.bringBack())
  code.$changed.subscribe(changed => {
    if (restore !== null) restore.disabled = !changed
  })
  code.$solved.subscribe(solved => {
    if (solution !== null) solution.disabled = solved
  })
  code.$own.subscribe(kept => {
    if (own !== null) own.hidden = kept === null
  })
}

function bindRealTime(session: Session): void {
  const box = document.querySelector<HTMLInputElement>('[data-real-time]')
  // Some browsers keep a box ticked over a reload; the session begins anew.
  if (box !== null) box.checked = false
  box?.addEventListener('change', () => session.letRealTimeRun(box.checked))
}
