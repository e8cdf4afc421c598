/**
 * Brings the prose of a lesson to life: *try* buttons send their request, *steps* are ticked as they are done, and a
 * *prediction* is judged when the step it speaks of is done. Everything is readable before, and without, this.
 */
import type { Session } from '../session/session.ts'
import { localeOf } from '../ui/locale.ts'
import { attachAnswerBar } from './answer-bar.ts'
import type { ExerciseActs, ExerciseSubject } from './exercise.ts'
import { lightTerms } from './light.ts'
import { judge, keepPredictions, type PredictionStorage } from './predictions.ts'

/** What the prose needs of the session. */
export type TutoredFunction = Pick<
  Session,
  '$picture' | '$done' | 'sendAtOnce' | 'sendEvent' | 'publish' | 'provision' | 'skip' | 'code' | 'view' | 'subject'
>

/** What the prose has of the page beside the session. */
export interface TutorialTools extends Pick<ExerciseSubject, 'freshEngine'> {
  /** Where predictions are kept; null where nothing can be. */
  readonly storage: PredictionStorage | null
}

/** Attaches to the element that holds the lesson's text (`[data-tutorial]`); returns a function that lets go of it. */
export function attachTutorial(
  root: HTMLElement,
  subject: TutoredFunction,
  { freshEngine, storage }: TutorialTools,
): () => void {
  const locale = localeOf(document.documentElement.lang)
  const exercise = exerciseOnDemand(root, { code: subject.code, view: subject.view, freshEngine }, locale)
  const onClick = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('button') : null
    if (button?.classList.contains('try')) tryOut(button.dataset, subject)
    const act = button?.dataset['exerciseAct']
    if (act !== undefined) void exercise(act)
  }
  root.addEventListener('click', onClick)
  keepPredictions(root, subject.subject.lesson, storage)
  const unlight = lightTerms(root)
  let first = true
  const release = subject.$done.subscribe(done => {
    for (const id of done) markDone(root, id, subject, !first)
    root.toggleAttribute('data-complete', [...root.querySelectorAll('[data-step]:not([data-optional])')].every(isDone))
  })
  first = false
  const bar = root.querySelector<HTMLElement>('[data-answer-bar]')
  const releaseBar = bar === null ? null : attachAnswerBar(bar, subject.$picture, locale)
  return () => {
    root.removeEventListener('click', onClick)
    release()
    unlight()
    releaseBar?.()
  }
}

/** Does what a button of the prose says (Try.astro). */
function tryOut(data: DOMStringMap, subject: TutoredFunction): void {
  const { try: query = '', tryTimes = '1', tryQualifier, tryProvision, tryPublish, trySkip, tryEvent } = data
  if (trySkip !== undefined) subject.skip(Number(trySkip))
  else if (tryEvent !== undefined) subject.sendEvent(tryEvent)
  else if (tryPublish !== undefined) void subject.publish()
  else if (tryProvision !== undefined) void subject.provision(tryQualifier ?? '', Number(tryProvision))
  else subject.sendAtOnce(query, Number(tryTimes), tryQualifier)
}

/** The lesson's exercise, whose code comes with the first press of one of its buttons. */
function exerciseOnDemand(
  root: HTMLElement,
  subject: ExerciseSubject,
  locale: 'en' | 'ja',
): (act: string) => Promise<void> {
  let acts: Promise<ExerciseActs> | null = null
  const load = async (): Promise<ExerciseActs> => {
    const element = root.querySelector<HTMLElement>('[data-exercise]')
    if (element === null) throw new Error('The page has no exercise.')
    const { createExercise } = await import('./exercise.ts')
    return createExercise(element, subject, locale)
  }
  return async act => {
    acts ??= load()
    const { act: carryOut } = await acts
    carryOut(act)
  }
}

const isDone = (step: Element): boolean => step.classList.contains('done')

/** `seenNow` is false for a step that was done on an earlier visit. */
function markDone(root: HTMLElement, id: string, subject: TutoredFunction, seenNow: boolean): void {
  const step = root.querySelector(`[data-step="${CSS.escape(id)}"]`)
  if (step === null || isDone(step)) return
  step.classList.add('done')
  step.querySelector('[data-step-done]')?.removeAttribute('hidden')
  const mark = step.querySelector('.step-mark')
  if (mark !== null) mark.textContent = '✓'
  for (const question of root.querySelectorAll<HTMLElement>(`[data-predict="${CSS.escape(id)}"]`))
    judge(question, subject, seenNow)
}
