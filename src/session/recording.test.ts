import { expect, test } from 'vitest'
import type { EmulatorEvent, EventBody } from '../emulator/events.ts'
import { extendPicture, foldPicture } from '../emulator/folds/extend-picture.ts'
import { CHECKPOINT_EVENTS, Recording } from './recording.ts'

const started: EventBody = {
  type: 'environment-started',
  environment: 'env-1',
  function: 'f',
  version: '$LATEST',
  logStream: 's',
  initializationType: 'on-demand',
  tmpBytes: 1,
  requestId: null,
}
const line: EventBody = { type: 'log', environment: 'env-1', source: 'function', requestId: null, line: 'x' }
const skipped: EventBody = { type: 'time-skipped', ms: 1 }
const listOf = (bodies: readonly EventBody[]): EmulatorEvent[] =>
  bodies.map((body, index) => ({ ...body, seq: index + 1, time: index * 10 }))

test('the picture of any moment is the fold of the events up to it', () => {
  const events = listOf([started, ...Array.from({ length: 3 * CHECKPOINT_EVENTS }, () => line), skipped])
  const recording = new Recording(events)
  for (const count of [0, 1, CHECKPOINT_EVENTS, CHECKPOINT_EVENTS + 1, events.length, 5]) {
    expect(recording.pictureAfter(count)).toEqual(foldPicture(events.slice(0, count)))
  }
})

test('a second look folds at most the events between two kept pictures, however long the list', () => {
  const events = listOf([started, ...Array.from({ length: 5_000 }, () => skipped)])
  let folds = 0
  const recording = new Recording(events, (picture, event) => {
    folds++
    return extendPicture(picture, event)
  })
  recording.pictureAfter(events.length)
  folds = 0
  recording.pictureAfter(events.length - 1)
  recording.pictureAfter(1_234)
  expect(folds).toBeLessThanOrEqual(2 * CHECKPOINT_EVENTS)
})

test('a list that grows is looked at with what was kept of it', () => {
  const events = listOf([started, line])
  const recording = new Recording(events)
  expect(recording.pictureAfter(2).seq).toBe(2)
  events.push({ ...skipped, seq: 3, time: 30 })
  expect(recording.pictureAfter(3)).toEqual(foldPicture(events))
})

test('stops are where something new is to be seen, and both ends', () => {
  const recording = new Recording(listOf([started, line, line, skipped, line, started, line]))
  const stops = (direction: 1 | -1, from: number): number[] => {
    const next = recording.stopFrom(from, direction)
    return next === from ? [] : [next, ...(next === 0 || next === 7 ? [] : stops(direction, next))]
  }
  expect(stops(1, 0)).toEqual([1, 4, 6, 7])
  expect(stops(-1, 7)).toEqual([6, 4, 1, 0])
})

test('an event is found by its number, also in a list that does not begin with the first', () => {
  const recording = new Recording(listOf([started, line, line]).map(event => ({ ...event, seq: event.seq + 10 })))
  expect([0, 11, 13, 99].map(seq => recording.countUpTo(seq))).toEqual([0, 1, 3, 3])
})
