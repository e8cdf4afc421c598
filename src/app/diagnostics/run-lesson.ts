/** Replays a lesson's scenario on an engine of this browser. */
import type { LessonExercise } from '../../lesson/exercise.ts'
import { withLearnersFiles } from '../../lesson/exercise.ts'
import type { LessonFiles } from '../../lesson/lesson.ts'
import type { Link } from '../../link/link.ts'
import type { StepOutcome } from '../../scenario/outcome.ts'
import { runScenario } from '../../scenario/runner.ts'
import type { Checked } from './outcome.ts'

/** The lesson whose scenario is replayed, as the build wrote it into the page. */
export interface ReplayedLesson {
  readonly id: string
  readonly scenario: LessonExercise['scenario']
  readonly files: LessonFiles
}

/** Yields what came of each of its steps. The link is one to a fresh emulator with the scenario's account. */
export async function* runLesson({ id, scenario, files }: ReplayedLesson, link: Link): AsyncGenerator<Checked> {
  const readFolder = (folder: string) => Promise.reject(new Error(`The lesson has no folder ${folder}.`))
  let began = performance.now()
  for await (const { step, path, outcome, differences } of runScenario(withLearnersFiles(scenario, files), {
    link,
    readFolder,
  })) {
    const detail = differences.map(
      ({ path: key, expected, seen }) => `${key.join('.')}: expected ${expected}, seen ${seen}`,
    )
    yield {
      group: `lesson ${id}`,
      name: `${[step, ...path.slice(2)].join('.')} ${described(outcome)}`,
      outcome: differences.length === 0 ? 'pass' : 'fail',
      ms: performance.now() - began,
      detail: detail.join('; '),
    }
    began = performance.now()
  }
}

function described(outcome: StepOutcome['outcome']): string {
  if (outcome.kind !== 'invoke') return outcome.kind
  const { request } = outcome.command
  return request.kind === 'url' ? `invoke ${request.http.url}` : 'invoke'
}
