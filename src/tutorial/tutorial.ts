/**
 * Brings the prose of a lesson to life: *try* buttons send their request, *steps* are ticked as they are done, and a
 * *prediction* is judged when the step it speaks of is done. Everything is readable before, and without, this.
 */
import type { Session } from '../session/session.ts'
import { localeOf } from '../ui/locale.ts'
import { attachAnswerBar } from './answer-bar.ts'

/** What the prose needs of the session: `send` puts a query string in the query box and sends the request. */
export type TutoredFunction = Pick<Session, '$picture' | '$done' | 'send'>

/** Attaches to the element that holds the lesson's text (`[data-tutorial]`); returns a function that lets go of it. */
export function attachTutorial(root: HTMLElement, subject: TutoredFunction): () => void {
  const onClick = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-try]') : null
    if (button !== null) subject.send(button.dataset['try'] ?? '')
  }
  root.addEventListener('click', onClick)
  const release = subject.$done.subscribe(done => {
    for (const id of done) markDone(root, id)
    root.toggleAttribute('data-complete', [...root.querySelectorAll('[data-step]')].every(isDone))
  })
  const bar = root.querySelector<HTMLElement>('[data-answer-bar]')
  const locale = localeOf(document.documentElement.lang)
  const releaseBar = bar === null ? null : attachAnswerBar(bar, subject.$picture, locale)
  return () => {
    root.removeEventListener('click', onClick)
    release()
    releaseBar?.()
  }
}

const isDone = (step: Element): boolean => step.classList.contains('done')

function markDone(root: HTMLElement, id: string): void {
  const step = root.querySelector(`[data-step="${CSS.escape(id)}"]`)
  if (step === null || isDone(step)) return
  step.classList.add('done')
  step.querySelector('[data-step-done]')?.removeAttribute('hidden')
  const mark = step.querySelector('.step-mark')
  if (mark !== null) mark.textContent = '✓'
  for (const question of root.querySelectorAll<HTMLElement>(`[data-predict="${CSS.escape(id)}"]`)) judge(question)
}

/** Opens the answer of a question that was predicted; one that was not stays closed. */
function judge(question: HTMLElement): void {
  const chosen = question.querySelector('input:checked')?.closest('label')
  const verdict = question.querySelector<HTMLElement>('[data-verdict]')
  const answer = question.querySelector('details')
  question.dataset['judged'] = ''
  if (chosen === null || chosen === undefined || verdict === null || answer === null) return
  const right = chosen.hasAttribute('data-right')
  verdict.textContent = (right ? verdict.dataset['verdictRight'] : verdict.dataset['verdictWrong']) ?? ''
  verdict.classList.toggle('right', right)
  answer.open = true
}
