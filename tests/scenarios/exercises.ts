/** The exercises of the lessons, and the check of each folder of theirs as the page does it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import '../../scripts/ensure-bundles.ts'
import type { EngineName } from '../../src/cli/arguments.ts'
import { replayEngine } from '../../src/cli/engines.ts'
import { readFolder } from '../../src/cli/read-folder.ts'
import { otherFolders } from '../../src/lesson/exercise.ts'
import { type LessonData, lessonSchema } from '../../src/lesson/lesson-schema.ts'
import { readScenario } from '../../src/scenario/read-scenario.ts'
import { checkExercise } from '../../src/session/check.ts'

const lessons = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'lessons')

export interface Exercise {
  readonly lesson: string
  readonly exercise: NonNullable<LessonData['exercise']>
}

/** Folders of lessons that have one. */
export const EXERCISES: readonly Exercise[] = readdirSync(lessons).flatMap(lesson => {
  const file = join(lessons, lesson, 'lesson.yaml')
  if (!existsSync(file)) return []
  const { exercise } = lessonSchema.parse(parse(readFileSync(file, 'utf8')))
  return exercise === undefined ? [] : [{ lesson, exercise }]
})

/** Every folder of `wrong/`, also one that lesson.yaml does not name. */
export function wrongFolders(lesson: string): readonly string[] {
  const folder = join(lessons, lesson, 'wrong')
  return existsSync(folder) ? readdirSync(folder) : []
}

/**
 * Checks the files of `folder` (`start`, `solution`, `wrong/…`; files of `start/` that it lacks stay). Resolves with
 * nothing when all holds, else with the place of the failure and, for an author's eye, what was expected and seen there.
 */
export async function checkFolder({ lesson, exercise }: Exercise, folder: string, engineName: EngineName) {
  const file = join(lessons, lesson, exercise.scenario)
  const { scenario } = readScenario(readFileSync(file, 'utf8'), `lessons/${lesson}/${exercise.scenario}`)
  const others = otherFolders(scenario)
  if (others.length > 0)
    throw new Error(`${exercise.scenario} names ${others.join(', ')}: only start or a map may stand there.`)
  const files = { ...(await filesOf(lesson, 'start')), ...(await filesOf(lesson, folder)) }
  const engine = await replayEngine(engineName, scenario.account, false)
  try {
    const { failure } = await checkExercise({ scenario, wrong: [] }, files, await engine.start())
    if (failure === null) return null
    if ('refused' in failure) return { step: '', expectation: '', about: failure.refused }
    const { step, expectation, difference } = failure
    const about = `${difference.path.join('.')}: expected ${difference.expected}, saw ${difference.seen}`
    return { step, expectation, about }
  } finally {
    await engine.dispose()
  }
}

async function filesOf(lesson: string, folder: string): Promise<Record<string, string>> {
  const { files } = await readFolder(join(lessons, lesson, folder))
  return Object.fromEntries(files.map(({ path, text }) => [path, text]))
}
