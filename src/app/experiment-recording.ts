/**
 * Home's recording: the first two requests of the lesson about frozen work, as its scenario runs while the site is built.
 * What a promise that nobody awaited does is in it, or the build fails.
 */
import type { EmulatorEvent } from '../emulator/events.ts'
import { foldPicture } from '../emulator/folds/extend-picture.ts'
import type { Picture } from '../emulator/folds/picture.ts'
import type { LessonRun } from '../lesson/lesson-run.ts'
import { lateLines } from './experiment-moments.ts'

/** The lesson whose scenario is recorded. */
export const RECORDED = '100-frozen-work'
/** Requests of it that are shown. */
const REQUESTS = 2

/** Plain data that the page carries. */
export interface ExperimentRecording {
  readonly events: readonly EmulatorEvent[]
  /** What they fold to: the page shows it before it has loaded anything that folds. */
  readonly picture: Picture
}

/** From the first request to what the second leaves behind. Throws where nothing of the first is written in the second. */
export function recordExperiment(run: LessonRun | undefined): ExperimentRecording {
  if (run === undefined) throw new Error(`Home shows a run of lessons/${RECORDED}/scenario.yaml: there is none.`)
  if ('problem' in run) throw new Error(`lessons/${RECORDED}/scenario.yaml does not hold, ${run.problem}`)
  const requests = run.events.filter(({ type }) => type === 'invocation-requested').map(({ seq }) => seq)
  const [first = 0] = requests
  const end = requests[REQUESTS] ?? Number.POSITIVE_INFINITY
  const events = run.events.filter(({ seq }) => seq >= first && seq < end)
  const picture = foldPicture(events)
  if (lateLines(picture).size === 0) {
    throw new Error(
      `Home shows a line of the first request inside the second: lessons/${RECORDED}/scenario.yaml writes none there.`,
    )
  }
  return { events, picture }
}
