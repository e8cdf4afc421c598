/**
 * An *exercise*: a task, a scenario that the learner's function must pass, and *wrong answers* of which is known where the
 * scenario fails and what they miss. A *failure* is the first expectation that does not hold.
 */
import type { Difference } from '../scenario/difference.ts'
import type { StepOutcome } from '../scenario/outcome.ts'
import type { ActionStep, Files, Scenario } from '../scenario/scenario.ts'
import type { LessonFiles } from './lesson.ts'

/** The folder that stands in an exercise's scenario for the learner's files. */
export const LEARNERS_FOLDER = 'start'

/** Where a run of the exercise's scenario first goes otherwise than it must. */
export interface FailurePlace {
  /** Number of the step from 0: `2`; in a `together` with the number of its action: `2.1`. */
  readonly step: string
  /** Key of the expectation: `body`, `moduleScope`, `alive` … */
  readonly expectation: string
}

/** An answer of which is known what it misses. */
export interface WrongAnswer {
  /** In the reader's language. */
  readonly misses: string
  readonly fails: FailurePlace
}

/** What the page hands to the check. Plain data. */
export interface LessonExercise {
  /** Its folders are all {@link LEARNERS_FOLDER}. */
  readonly scenario: Scenario
  readonly wrong: readonly WrongAnswer[]
}

/** A failure with what was expected and seen there. */
export interface ExerciseFailure extends FailurePlace {
  readonly action: ActionStep
  readonly outcome: StepOutcome['outcome']
  readonly difference: Difference
}

/** The scenario with the learner's files in it. */
export function withLearnersFiles(scenario: Scenario, files: LessonFiles): Scenario {
  const learners: Files = { kind: 'map', files: Object.entries(files).map(([path, text]) => ({ path, text })) }
  const replaced = (given: Files): Files =>
    given.kind === 'folder' && given.folder === LEARNERS_FOLDER ? learners : given
  const stepWith = (step: ActionStep): ActionStep =>
    step.action.kind === 'deploy' ? { ...step, action: { ...step.action, files: replaced(step.action.files) } } : step
  return {
    account: scenario.account,
    functions: scenario.functions.map(item => ({ ...item, files: replaced(item.files) })),
    steps: scenario.steps.map(step =>
      'together' in step ? { ...step, together: step.together.map(stepWith) } : stepWith(step),
    ),
  }
}

/** Folders that the scenario names beside the learner's: an exercise has none. */
export function otherFolders({ functions, steps }: Scenario): readonly string[] {
  const deployed = steps
    .flatMap((step): readonly ActionStep[] => ('together' in step ? step.together : [step]))
    .flatMap(({ action }) => (action.kind === 'deploy' ? [action.files] : []))
  return [...functions.map(({ files }) => files), ...deployed].flatMap(files =>
    files.kind === 'folder' && files.folder !== LEARNERS_FOLDER ? [files.folder] : [],
  )
}

/** The failure that a step's outcome is; null where all of it is as expected. */
export function failureOf(
  scenario: Scenario,
  { step, path, outcome, differences }: StepOutcome,
): ExerciseFailure | null {
  const [difference] = differences
  const item = scenario.steps[step]
  if (difference === undefined || item === undefined) return null
  const index = 'together' in item ? item.together.findIndex(each => each.path.join() === path.join()) : null
  const action = 'together' in item ? item.together[index ?? 0] : item
  if (action === undefined) return null
  const [first = '', second] = difference.path
  const expectation = first === 'expect' ? (second ?? first) : first
  return { step: index === null ? String(step) : `${step}.${index}`, expectation, action, outcome, difference }
}

/** What the wrong answers that fail there miss; empty where none does. */
export function missesOf({ wrong }: LessonExercise, failure: FailurePlace): readonly string[] {
  return wrong
    .filter(({ fails }) => fails.step === failure.step && fails.expectation === failure.expectation)
    .map(({ misses }) => misses)
}
