import { describe, expect, test } from 'vitest'
import type { EmulatorEvent, EventBody } from '../../emulator/events.ts'
import { foldPicture } from '../../emulator/folds/extend-picture.ts'
import { createScale } from './scale.ts'

const environment = 'env-1'
const run = (requestId: string): EventBody => ({ type: 'invocation-started', requestId, environment, deadline: 9_999 })
const ended = (requestId: string): EventBody => ({
  type: 'invocation-ended',
  requestId,
  environment,
  status: 'success',
  functionError: null,
  payload: null,
  http: null,
  durationMs: 1,
  billedDurationMs: 1,
  initDurationMs: null,
})
const started: EventBody = {
  type: 'environment-started',
  environment,
  function: 'f',
  version: '$LATEST',
  logStream: 's',
  initializationType: 'on-demand',
  tmpBytes: 1,
  requestId: 'a',
}
const frozen: EventBody = { type: 'frozen', environment, pending: [] }

/** Events at given times, and the scale of their picture. */
function scaleOf(...events: readonly (readonly [number, EventBody])[]) {
  const list: EmulatorEvent[] = events.map(([time, body], index) => ({ ...body, seq: index + 1, time }))
  const { environments, now } = foldPicture(list)
  return createScale(environments, now)
}

describe('the scale of the timeline', () => {
  test('gives a pause a width though no time passes in it', () => {
    const scale = scaleOf(
      [0, started],
      [0, run('a')],
      [5, ended('a')],
      [5, frozen],
      [5, run('b')],
      [10, ended('b')],
      [10, frozen],
    )
    expect(scale.at(5) - scale.at(4)).toBeGreaterThan(10)
    expect(scale.at(null) - scale.at(7)).toBeGreaterThan(10)
    expect(scale.at(null)).toBe(100)
  })

  test('gives none to two events of one moment between which something runs', () => {
    const scale = scaleOf([0, started], [0, run('a')], [5, ended('a')], [5, frozen])
    expect(scale.at(4) - scale.at(3)).toBeLessThan(3)
  })

  test('keeps the order and squeezes length', () => {
    const scale = scaleOf(
      [0, started],
      [0, run('a')],
      [1, ended('a')],
      [1, frozen],
      [900_001, run('b')],
      [900_002, ended('b')],
    )
    const [request, idle] = [scale.at(3) - scale.at(2), scale.at(5) - scale.at(4)]
    expect(idle).toBeGreaterThan(request * 3)
    expect(idle).toBeLessThan(request * 12)
  })
})
