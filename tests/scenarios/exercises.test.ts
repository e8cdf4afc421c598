/**
 * Every exercise fails on the code it begins with, passes on its solution, and fails on each wrong answer exactly where
 * lesson.yaml says so; on every engine.
 */
import { describe, expect, test } from 'vitest'
import { checkFolder, EXERCISES, wrongFolders } from './exercises.ts'

const ENGINES = ['node', 'embedded'] as const
const CASES = EXERCISES.flatMap(exercise => ENGINES.map(engine => [exercise.lesson, engine, exercise] as const))

test.each(EXERCISES.map(exercise => [exercise.lesson, exercise] as const))(
  '%s says what each folder of wrong/ misses',
  (lesson, { exercise }) => {
    expect(exercise.wrong.map(({ folder }) => folder).toSorted()).toEqual(wrongFolders(lesson).toSorted())
  },
)

describe.each(CASES)('the exercise of %s on the %s engine', (_lesson, engine, exercise) => {
  test('fails on start', async () => {
    expect(await checkFolder(exercise, 'start', engine)).not.toBeNull()
  })

  test('passes on solution', async () => {
    expect(await checkFolder(exercise, 'solution', engine)).toBeNull()
  })

  test.each(exercise.exercise.wrong.map(({ folder, fails }) => [folder, fails] as const))(
    'fails on wrong/%s where lesson.yaml says',
    async (folder, fails) => {
      const failure = await checkFolder(exercise, `wrong/${folder}`, engine)
      expect({ step: failure?.step, expectation: failure?.expectation }, failure?.about).toEqual(fails)
    },
  )
})
