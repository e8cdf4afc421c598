/** Checks a learner's function: runs it through the exercise's scenario, up to the first expectation that does not hold. */
import type { EmulatorEvent } from '../emulator/events.ts'
import { type ExerciseFailure, failureOf, type LessonExercise, withLearnersFiles } from '../lesson/exercise.ts'
import type { LessonFiles } from '../lesson/lesson.ts'
import type { Link } from '../link/link.ts'
import { RefusedStep } from '../scenario/outcome.ts'
import { runScenario } from '../scenario/runner.ts'

/** What came of a check. */
export interface CheckResult {
  /** Null when every expectation holds. */
  readonly failure: ExerciseFailure | { readonly refused: string } | null
  /** Everything that happened in the run, in order. */
  readonly events: readonly EmulatorEvent[]
}

/**
 * Runs `files` through the exercise on `link`: a link to a fresh emulator with the scenario's account, under a stepping
 * clock. It is not closed. Rejects with `LinkLost` when the emulator is gone.
 */
export async function checkExercise(
  { scenario }: LessonExercise,
  files: LessonFiles,
  link: Link,
): Promise<CheckResult> {
  const events: EmulatorEvent[] = []
  const release = link.subscribe(batch => events.push(...batch))
  const filled = withLearnersFiles(scenario, files)
  const readFolder = (folder: string) => Promise.reject(new Error(`An exercise has no folder ${folder}.`))
  try {
    for await (const outcome of runScenario(filled, { link, readFolder })) {
      const failure = failureOf(filled, outcome)
      if (failure !== null) return { failure, events }
    }
    return { failure: null, events }
  } catch (error) {
    if (error instanceof RefusedStep) return { failure: { refused: error.message }, events }
    throw error
  } finally {
    release()
  }
}
