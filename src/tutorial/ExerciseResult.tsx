/** What a check said: it holds, or where it first does not and what such an answer misses. */
import { type LessonExercise, missesOf } from '../lesson/exercise.ts'
import type { CheckResult } from '../session/check.ts'
import type { Locale } from '../ui/locale.ts'
import { exerciseSay } from './exercise-texts.ts'
import { failureText } from './failure-text.ts'

/** How far a check is; `broken` where it could not run at all. */
export type CheckState =
  | { readonly kind: 'checking' }
  | { readonly kind: 'checked'; readonly result: CheckResult }
  | { readonly kind: 'broken'; readonly reason: string }

interface Props {
  readonly state: CheckState
  readonly exercise: LessonExercise
  readonly locale: Locale
  /** Shows the run in the picture. */
  play(result: CheckResult): void
}

export function ExerciseResult({ state, exercise, locale, play }: Props) {
  const say = exerciseSay(locale)
  if (state.kind === 'checking') return <p class="exercise-note">{say('checking')}</p>
  if (state.kind === 'broken') return <p class="exercise-note">{say('broken', { reason: state.reason })}</p>
  const { failure } = state.result
  if (failure === null) return <p class="exercise-passed">✓ {say('passed')}</p>
  if ('refused' in failure) return <p class="exercise-note">{say('refused', { reason: failure.refused })}</p>
  const { place, what, expected, seen } = failureText(failure, exercise.scenario, locale)
  const misses = missesOf(exercise, failure)
  return (
    <div class="exercise-failed" data-failed={`${failure.step} ${failure.expectation}`}>
      <p>{say('failed', { place, what })}</p>
      <dl translate={false}>
        <dt>{say('expected')}</dt>
        <dd data-expected>{expected}</dd>
        <dt>{say('seen')}</dt>
        <dd data-seen>{seen}</dd>
      </dl>
      <button type="button" class="button button-quiet" data-testid="play-run" onClick={() => play(state.result)}>
        {say('play')}
      </button>
      {misses.length > 0 && (
        <div class="exercise-misses">
          <p>{say('misses')}</p>
          <ul>
            {misses.map(text => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
