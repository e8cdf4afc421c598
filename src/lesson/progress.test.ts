import { expect, test } from 'vitest'
import { parseProgress, withDone } from './progress.ts'

test('what is kept is read back', () => {
  const kept = JSON.stringify(withDone({}, '020-x', ['cold']))
  expect(parseProgress(kept)).toEqual({ '020-x': ['cold'] })
})

test.each([null, '', 'not json', '[]', '{"020-x":"cold"}', '{"020-x":[1]}', 'null'])('%j is no progress', kept => {
  expect(parseProgress(kept)).toEqual({})
})

test('a step is kept once, other lessons stay', () => {
  const progress = withDone({ a: ['one'], b: ['x'] }, 'a', ['one', 'two'])
  expect(progress).toEqual({ a: ['one', 'two'], b: ['x'] })
})
