import { expect, test } from 'vitest'
import { parsePredictions, withPrediction } from './predictions.ts'

test('what is kept is read back, the last choice of a step counting', () => {
  const first = withPrediction({ other: { x: 0 } }, '020-x', 'remembers', 2)
  const kept = JSON.stringify(withPrediction(first, '020-x', 'remembers', 1))
  expect(parsePredictions(kept)).toEqual({ other: { x: 0 }, '020-x': { remembers: 1 } })
})

test.each([null, '', 'x', '[]', '{"a":1}', '{"a":{"b":"1"}}', '{"a":{"b":-1}}', '{"a":{"b":1.5}}', 'null'])(
  '%j is no prediction',
  kept => {
    expect(parsePredictions(kept)).toEqual({})
  },
)
