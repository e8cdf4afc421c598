/**
 * Questions before a surprise. Choosing reveals nothing and is kept; when the step has been seen, what happened is put
 * beside what was predicted, with the moment of the reader's own run in which it shows.
 */
import { PREDICTIONS_KEY, parsePredictions, withPrediction } from '../lesson/predictions.ts'
import type { Session } from '../session/session.ts'

/** The part of Storage that is used. */
export type PredictionStorage = Pick<Storage, 'getItem' | 'setItem'>

/** What the questions need of the session. */
export type PredictedFunction = Pick<Session, 'subject' | 'view' | '$picture'>

/** Shows again what was chosen on an earlier visit, and keeps what is chosen from now on. */
export function keepPredictions(root: HTMLElement, lesson: string, storage: PredictionStorage | null): void {
  const kept = parsePredictions(storage?.getItem(PREDICTIONS_KEY) ?? null)[lesson] ?? {}
  for (const question of root.querySelectorAll<HTMLElement>('[data-predict]')) {
    const chosen = kept[question.dataset['predict'] ?? '']
    const option = question.querySelector<HTMLInputElement>(`input[value="${chosen}"]`)
    if (option !== null) option.checked = true
  }
  root.addEventListener('change', ({ target }) => {
    const step =
      target instanceof HTMLInputElement ? target.closest<HTMLElement>('[data-predict]')?.dataset['predict'] : null
    if (step === null || step === undefined || !(target instanceof HTMLInputElement)) return
    keep(storage, lesson, step, Number(target.value))
  })
}

function keep(storage: PredictionStorage | null, lesson: string, step: string, chosen: number): void {
  const predictions = parsePredictions(storage?.getItem(PREDICTIONS_KEY) ?? null)
  try {
    storage?.setItem(PREDICTIONS_KEY, JSON.stringify(withPrediction(predictions, lesson, step, chosen)))
  } catch {
    // Storage is full: the choice stays on this page and is not kept.
  }
}

/** The step was seen: opens the answer of a question that was predicted; one that was not stays closed. */
export function judge(question: HTMLElement, subject: PredictedFunction, seenNow: boolean): void {
  if ('judged' in question.dataset) return
  question.dataset['judged'] = ''
  const chosen = question.querySelector('input:checked')?.closest('label')
  const answer = question.querySelector('details')
  if (chosen === null || chosen === undefined || answer === null) return
  question.querySelector('fieldset')?.setAttribute('disabled', '')
  const right = chosen.hasAttribute('data-right')
  const verdict = question.querySelector<HTMLElement>('[data-verdict]')
  if (verdict !== null) verdict.textContent = (right ? verdict.dataset['right'] : verdict.dataset['wrong']) ?? ''
  verdict?.classList.toggle('right', right)
  const predicted = question.querySelector<HTMLElement>('[data-predicted]')
  if (predicted !== null && !right) {
    predicted.hidden = false
    for (const place of predicted.querySelectorAll('dd')) place.textContent = chosen.textContent.trim()
  }
  if (seenNow) showEvidence(question, subject)
  answer.open = true
}

/** Leads to the moment of the picture at which the step was seen. */
function showEvidence(question: HTMLElement, { view, $picture }: PredictedFunction): void {
  const button = question.querySelector<HTMLButtonElement>('[data-evidence]')
  const { seq } = $picture.get()
  if (button === null) return
  button.hidden = false
  button.addEventListener('click', () => {
    void view.scrubber().then(scrubber => scrubber.moveTo(seq))
    document.querySelector('.stage')?.scrollIntoView({ block: 'nearest' })
  })
}
