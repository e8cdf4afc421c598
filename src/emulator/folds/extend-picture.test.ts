import { describe, expect, test } from 'vitest'
import type { EmulatorEvent, EventBody } from '../events.ts'
import { emptyPicture, extendPicture, foldPicture } from './extend-picture.ts'
import type { Picture } from './picture.ts'

const requested = (requestId: string, url?: string): EventBody => {
  const http = { method: 'PUT', url: url ?? '', headers: {}, body: 'x', isBase64Encoded: false }
  const payload = { text: '{"a":1}', length: 7 }
  const request =
    url === undefined
      ? ({ kind: 'event', payload, invocationType: 'Event' } as const)
      : ({ kind: 'url', http } as const)
  return { type: 'invocation-requested', requestId, function: 'f', version: '$LATEST', request }
}
const started = (environment: string): EventBody => ({
  type: 'environment-started',
  environment,
  function: 'f',
  version: '$LATEST',
  logStream: 's',
  initializationType: 'on-demand',
  tmpBytes: 1,
  requestId: null,
})
const placed = (requestId: string, environment: string, start: 'cold' | 'warm' | 'reset' = 'cold'): EventBody => {
  return { type: 'invocation-placed', requestId, environment, start }
}
const throttled = (requestId: string): EventBody => {
  return { type: 'invocation-throttled', requestId, reason: 'ConcurrentInvocationLimitExceeded', http: null }
}
const outcome = {
  status: 'error',
  functionError: 'Unhandled',
  payload: { text: '{}', length: 2 },
  http: null,
  durationMs: 3,
  billedDurationMs: 9,
  initDurationMs: 5.5,
} as const
const ended = (requestId: string, environment: string): EventBody => {
  return { type: 'invocation-ended', requestId, environment, ...outcome }
}
const SKIPPED: EventBody = { type: 'time-skipped', ms: 1 }
const RESERVED: EventBody = { type: 'concurrency-reserved', function: 'f', concurrency: 1 }

const numbered = (bodies: readonly EventBody[], from = 1): EmulatorEvent[] =>
  bodies.map((body, index) => ({ ...body, seq: from + index, time: (from + index) * 10 }))
const fold = (...bodies: readonly EventBody[]): Picture => foldPicture(numbered(bodies))

describe('the picture', () => {
  test('is empty before any event', () => {
    const empty = {
      seq: 0,
      began: 0,
      now: 0,
      environments: [],
      invocations: [],
      outside: [],
      database: null,
      counts: { cold: 0, warm: 0, reset: 0, throttled: 0 },
    }
    expect(emptyPicture()).toEqual(empty)
    expect(fold()).toEqual(empty)
  })

  test('knows when its list began and how far it got', () => {
    expect(foldPicture(numbered([SKIPPED, RESERVED, SKIPPED], 5))).toMatchObject({ seq: 7, began: 50, now: 70 })
  })

  test('counts starts and throttles', () => {
    const begun = [started('env-1'), requested('a')]
    const { counts } = fold(...begun, throttled('a'), throttled('a'), placed('a', 'env-2', 'reset'))
    expect(counts).toEqual({ cold: 0, warm: 0, reset: 1, throttled: 2 })
    expect(fold(...begun, placed('a', 'env-1'), placed('b', 'env-2')).counts).toEqual({
      cold: 2,
      warm: 0,
      reset: 0,
      throttled: 0,
    })
  })

  test('keeps environments in order of birth, and those that an event does not name as they are', () => {
    const before = fold(started('env-1'), started('env-2'))
    expect(before.environments.map(({ id }) => id)).toEqual(['env-1', 'env-2'])
    const log: EventBody = { type: 'log', environment: 'env-2', source: 'platform', requestId: null, line: 'x' }
    const [event] = numbered([log], 3)
    if (event === undefined) throw new Error('one event')
    const after = extendPicture(before, event)
    expect(after.environments[0]).toBe(before.environments[0])
    expect(after.environments[1]?.log).toHaveLength(1)
    expect(after.invocations).toBe(before.invocations)
    expect(after.counts).toBe(before.counts)
  })

  test('keeps everything at an event of neither environment nor request', () => {
    const before = fold(started('env-1'), requested('a'))
    for (const event of numbered([SKIPPED, RESERVED], 3)) {
      const after = extendPicture(before, event)
      expect(after).toMatchObject({ seq: event.seq, now: event.time })
      expect(after.environments).toBe(before.environments)
      expect(after.invocations).toBe(before.invocations)
    }
  })

  test('does without what began before its list', () => {
    expect(fold(ended('gone', 'env-7'), SKIPPED)).toMatchObject({ environments: [], invocations: [] })
    const { environments, invocations } = fold(started('env-1'), requested('a'), ended('gone', 'env-7'))
    expect(environments.map(({ id }) => id)).toEqual(['env-1'])
    expect(invocations.map(({ requestId, ended }) => [requestId, ended])).toEqual([['a', null]])
  })
})

describe('an invocation in the picture', () => {
  const asked = {
    ordinal: 1,
    requestId: 'a',
    requestedAt: 10,
    request: { kind: 'event', payload: '{"a":1}' },
    start: null,
    environment: null,
    throttle: null,
    ended: null,
  }

  test('begins with what was sent', () => {
    expect(fold(requested('a'), requested('b', '/?x=1')).invocations).toEqual([
      asked,
      { ...asked, ordinal: 2, requestId: 'b', requestedAt: 20, request: { kind: 'url', method: 'PUT', url: '/?x=1' } },
    ])
  })

  test.each<[string, readonly EventBody[], object]>([
    ['throttled', [throttled('a')], { throttle: 'ConcurrentInvocationLimitExceeded' }],
    ['placed', [placed('a', 'env-1', 'warm')], { environment: 'env-1', start: 'warm' }],
    [
      'ended',
      [placed('a', 'env-1'), ended('a', 'env-1')],
      { environment: 'env-1', start: 'cold', ended: { time: 30, ...outcome } },
    ],
    ['let in after a throttle', [throttled('a'), placed('a', 'env-1')], { environment: 'env-1', start: 'cold' }],
    [
      'tried again',
      [placed('a', 'env-1'), ended('a', 'env-1'), placed('a', 'env-1', 'warm')],
      { environment: 'env-1', start: 'warm' },
    ],
  ])('is %s', (_what, events, expected) => {
    expect(fold(requested('a'), ...events).invocations).toEqual([{ ...asked, ...expected }])
  })

  test('stays the same object at events that say nothing of it', () => {
    const before = fold(requested('a'), requested('b'))
    for (const event of numbered(
      [{ type: 'log', environment: 'env-1', source: 'function', requestId: 'a', line: '' }],
      3,
    )) {
      expect(extendPicture(before, event).invocations).toBe(before.invocations)
    }
    const [event] = numbered([throttled('b')], 3)
    if (event === undefined) throw new Error('one event')
    const after = extendPicture(before, event)
    expect(after.invocations[0]).toBe(before.invocations[0])
    expect(after.invocations[1]?.throttle).toBe('ConcurrentInvocationLimitExceeded')
  })
})
