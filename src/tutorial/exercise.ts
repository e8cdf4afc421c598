/** Brings an exercise to life; loaded when one of its buttons is pressed first. */
import { h, render } from 'preact'
import type { LessonExercise } from '../lesson/exercise.ts'
import type { Engine } from '../link/engine.ts'
import { type CheckResult, checkExercise } from '../session/check.ts'
import type { Session } from '../session/session.ts'
import type { Locale } from '../ui/locale.ts'
import { type CheckState, ExerciseResult } from './ExerciseResult.tsx'

/** What an exercise needs of the page: the learner's code, and an emulator for the check alone. */
export interface ExerciseSubject {
  readonly code: Session['code']
  readonly view: Session['view']
  /** A fresh engine of the kind that answers on the page, under a stepping clock; it is disposed of after the check. */
  freshEngine(account: LessonExercise['scenario']['account']): Promise<Engine>
}

/** Does what a button of the exercise says (`data-exercise-act`). */
export interface ExerciseActs {
  act(name: string): void
}

/** Makes the acts of the exercise whose element is `root`. */
export function createExercise(root: HTMLElement, subject: ExerciseSubject, locale: Locale): ExerciseActs {
  const result = root.querySelector<HTMLElement>('[data-exercise-result]')
  const exercise = readExercise(root)
  const show = (state: CheckState): void => {
    if (result !== null) render(h(ExerciseResult, { state, exercise, locale, play }), result)
    root.dataset['check'] = state.kind
  }
  const play = ({ events }: CheckResult): void => void watch(subject.view, events)
  const { code } = subject
  code.$solved.subscribe(solved => {
    const undo = root.querySelector<HTMLButtonElement>('[data-exercise-act="undo"]')
    const apply = root.querySelector<HTMLButtonElement>('[data-exercise-act="apply"]')
    if (undo !== null) undo.hidden = !solved
    if (apply !== null) apply.disabled = solved
  })
  let latest = 0
  const check = async (): Promise<void> => {
    const mine = ++latest
    show({ kind: 'checking' })
    const state = await stateOf(exercise, subject)
    if (mine === latest) show(state)
  }
  return {
    act: name => {
      if (name === 'check') void check()
      else if (name === 'apply') code.solve()
      else if (name === 'undo') undo(code)
    },
  }
}

/** Shows the run of a check in the picture, moving where the reader has not asked for rest; then leads back here. */
async function watch(view: Session['view'], events: CheckResult['events']): Promise<void> {
  const from = document.activeElement
  const scrubber = await view.scrubber()
  scrubber.watch(events)
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) scrubber.play()
  document.querySelector('[data-workbench]')?.scrollIntoView({ block: 'nearest' })
  const release = view.$look.listen(look => {
    if (look !== null) return
    release()
    if (from instanceof HTMLElement && document.activeElement === document.body) from.focus()
  })
}

/** The code before the solution took its place: the learner's, or the lesson's where nothing had been typed. */
function undo(code: Session['code']): void {
  if (code.$own.get() === null) code.restore()
  else code.bringBack()
}

async function stateOf(exercise: LessonExercise, subject: ExerciseSubject): Promise<CheckState> {
  let engine: Engine | null = null
  try {
    engine = await subject.freshEngine(exercise.scenario.account)
    const result = await checkExercise(exercise, subject.code.$files.get(), await engine.start())
    return { kind: 'checked', result }
  } catch (error) {
    return { kind: 'broken', reason: error instanceof Error ? error.message : String(error) }
  } finally {
    await engine?.dispose()
  }
}

/** Written by our own build into the page, so its type is known. */
function readExercise(root: HTMLElement): LessonExercise {
  const exercise: LessonExercise = JSON.parse(root.querySelector('[data-exercise-data]')?.textContent ?? 'null')
  return exercise
}
