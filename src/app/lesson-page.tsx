/** The client root of a lesson: engine, session, editor, prose and views put together. */
import { hydrate } from 'preact'
import type { LessonSubject } from '../lesson/lesson.ts'
import { PROGRESS_KEY, parseProgress, withDone } from '../lesson/progress.ts'
import type { Engine } from '../link/engine.ts'
import { attachEditor } from '../playground/editor/editor.ts'
import { Workbench } from '../playground/Workbench.tsx'
import type { CodeStorage } from '../session/saved-code.ts'
import { Session } from '../session/session.ts'
import { attachTutorial } from '../tutorial/tutorial.ts'
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
export async function startLessonPage(): Promise<void> {
  const { subject, shared } = await openSubject()
  const storage = shared === null ? openStorage() : shared.storage
  const done = parseProgress(storage?.getItem(PROGRESS_KEY) ?? null)[subject.lesson] ?? []
  const choice = engineChoice(openStorage())
  const engines = { engine: embeddedEngine, ...(choice && { successor: choice.successor }) }
  const session = new Session({ subject, storage, ...engines, done, environmentLimit: environmentLimit() })
  showAnswersEarly(session)
  const root = find('[data-workbench]')
  hydrate(<Workbench session={session} />, root)
  attachEditor(find('[data-editor]'), session)
  attachTutorial(find('[data-tutorial]'), session, { freshEngine, storage })
  keepProgress(session, storage)
  showEngine(session)
  attachEngineChoice(session, choice)
  bindCode(session)
  bindRealTime(session)
  bindKeys(session)
  bindShare(session)
  attachShortcutsHelp()
  shared?.attach(session)
}

/** An engine of its own for the check of an exercise. */
async function freshEngine(account: LessonSubject['account']): Promise<Engine> {
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
