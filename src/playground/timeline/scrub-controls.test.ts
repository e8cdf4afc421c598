import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scale } from './scale.ts'
import { positionAt, seqAt } from './scrub-controls.ts'

/** Moments of the lanes at events 3, 10 and 12, and now. */
const POSITIONS = new Map<number | null, number>([
  [3, 0],
  [10, 40],
  [12, 90],
  [Number.POSITIVE_INFINITY, 100],
])
const SCALE: Scale = {
  at: seq => POSITIONS.get(seq ?? Number.POSITIVE_INFINITY) ?? 100,
  moments: [3, 10, 12, Number.POSITIVE_INFINITY].map(seq => ({ seq, time: seq })),
}

test('events between two moments stand evenly between them', () => {
  expect([1, 3, 5, 10, 11, 12, 20].map(seq => Math.round(positionAt(seq, SCALE)))).toEqual([0, 0, 11, 40, 65, 90, 90])
})

test('a position is the last event at or before it', () => {
  expect([0, 1, 39.9, 40, 64, 66, 95].map(position => seqAt(position, SCALE))).toEqual([0, 3, 9, 10, 10, 11, 12])
})

test('there and back is the same event', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 12 }), seq => {
      expect(seqAt(positionAt(seq, SCALE) + 1e-9, SCALE)).toBe(seq)
    }),
  )
})
