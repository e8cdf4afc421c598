import { expect, test } from 'vitest'
import { onwardOf } from './progress-marks.ts'

const lessons = (...done: number[]) => done.map((count, index) => ({ number: index + 1, done: count, steps: 3 }))

test.each([
  ['the lesson in progress, not an untouched one before it', lessons(0, 2, 0), 2],
  ['the last of several in progress', lessons(1, 3, 2, 0), 3],
  ['the lesson after the last that is done', lessons(0, 3, 0), 3],
  ['what was left out, when the end is done', lessons(3, 0, 3), 2],
  ['the first, when nothing is begun', lessons(0, 0), 1],
  ['nothing, when all is done', lessons(3, 3), undefined],
])('on goes %s', (_what, course, number) => {
  expect(onwardOf(course)?.number).toBe(number)
})
