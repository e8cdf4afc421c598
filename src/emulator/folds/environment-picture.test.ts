import { describe, expect, test } from 'vitest'
import type { EmulatorEvent, EventBody } from '../events.ts'
import { BINDING_HISTORY_KEPT, foldEnvironment, LOG_LINES_KEPT } from './environment-picture.ts'
import type { EnvironmentPicture, InvocationPicture } from './picture.ts'

const environment = 'env-1'
const timer = { kind: 'timeout', due: 9, requestId: 'r' } as const
const STARTED: EventBody = {
  type: 'environment-started',
  environment,
  function: 'f',
  version: '3',
  logStream: '2026/11/24/[3]ab',
  initializationType: 'on-demand',
  tmpBytes: 1_024,
  requestId: 'r',
}
const init = (status: 'success' | 'error' | 'timeout', phase: 'init' | 'invoke' = 'init'): EventBody[] => [
  { type: 'init-started', environment, phase, simulatedMs: 2, requestId: null },
  { type: 'init-ended', environment, phase, status, errorType: null, durationMs: 5, simulatedMs: 2 },
]
const placed = (start: 'cold' | 'warm' | 'reset'): EventBody => {
  return { type: 'invocation-placed', requestId: 'r', environment, start }
}
const BEGUN: EventBody = { type: 'invocation-started', requestId: 'r', environment, deadline: 3_000 }
const ENDED: EventBody = {
  type: 'invocation-ended',
  requestId: 'r',
  environment,
  status: 'success',
  functionError: null,
  payload: null,
  http: null,
  durationMs: 1,
  billedDurationMs: 1,
  initDurationMs: null,
}
const frozen = (...pending: (typeof timer)[]): EventBody => ({ type: 'frozen', environment, pending })
const EXITED: EventBody = {
  type: 'runtime-ended',
  environment,
  end: { kind: 'exited', exit: { kind: 'exit', code: 1 } },
}
const log = (line: string): EventBody => ({ type: 'log', environment, source: 'function', requestId: 'r', line })
const tmp = (path: string, change: 'written' | 'deleted' | 'directory', used: number): EventBody => {
  return { type: 'tmp-changed', environment, path, change, bytes: used, preview: null, used }
}

const SECOND: InvocationPicture[] = ['other', 'r'].map((requestId, index) => ({
  ordinal: index + 1,
  requestId,
  requestedAt: 0,
  request: { kind: 'event', payload: '' },
  start: null,
  environment: null,
  throttle: null,
  ended: null,
}))

/** The picture after these events, the first being number 1 at 10 ms, each 10 ms after the one before. */
function fold(...bodies: readonly EventBody[]): EnvironmentPicture {
  const events = bodies.map((body, index): EmulatorEvent => ({ ...body, seq: index + 1, time: (index + 1) * 10 }))
  const picture = events.reduce<EnvironmentPicture | null>(
    (before, event) => foldEnvironment(before, event, SECOND),
    null,
  )
  if (picture === null) throw new Error('No environment began.')
  return picture
}

const COLD = [STARTED, placed('cold'), ...init('success'), BEGUN, ENDED, frozen()]

describe('the picture of an environment', () => {
  test('begins empty, initializing', () => {
    expect(fold(STARTED)).toEqual({
      id: 'env-1',
      function: 'f',
      version: '3',
      logStream: '2026/11/24/[3]ab',
      initializationType: 'on-demand',
      state: 'initializing',
      born: 10,
      since: 10,
      reclaimed: null,
      served: 0,
      running: null,
      bindings: [],
      tmp: { total: 1_024, used: 0, files: [] },
      pending: [],
      late: [],
      init: null,
      runtimeEnd: null,
      notices: [],
      lane: [],
      log: [],
    })
  })

  test('begins with no other event', () => {
    expect(foldEnvironment(null, { ...BEGUN, seq: 1, time: 0 }, [])).toBeNull()
    expect(foldEnvironment(null, { ...frozen(), seq: 1, time: 0 }, [])).toBeNull()
  })

  test.each<[string, readonly EventBody[], Partial<EnvironmentPicture>]>([
    [
      'placed, cold',
      [STARTED, placed('cold')],
      { state: 'initializing', since: 10, served: 0, running: { ordinal: 2, requestId: 'r', deadline: null } },
    ],
    [
      'through its init',
      COLD.slice(0, 4),
      { state: 'frozen', since: 40, init: { durationMs: 5, simulatedMs: 2, status: 'success' } },
    ],
    [
      'running, cold',
      COLD.slice(0, 5),
      { state: 'running', since: 50, running: { ordinal: 2, requestId: 'r', deadline: 3_000 } },
    ],
    ['answered', COLD.slice(0, 6), { state: 'running', since: 50, served: 1, running: null }],
    ['frozen', COLD, { state: 'frozen', since: 70, served: 1, running: null }],
    [
      'thawed',
      [...COLD, placed('warm')],
      { state: 'running', since: 80, running: { ordinal: 2, requestId: 'r', deadline: null } },
    ],
    [
      'running, warm',
      [...COLD, placed('warm'), BEGUN],
      { state: 'running', since: 80, running: { ordinal: 2, requestId: 'r', deadline: 3_000 } },
    ],
    ['provisioned and ready', [STARTED, ...init('success'), frozen()], { state: 'frozen', since: 40, served: 0 }],
    [
      'failed in its init',
      [STARTED, ...init('error')],
      { state: 'initializing', since: 10, init: { durationMs: 5, simulatedMs: 2, status: 'error' } },
    ],
    [
      'without a runtime',
      [...COLD, placed('warm'), BEGUN, EXITED],
      { state: 'runtime-ended', since: 100, runtimeEnd: { kind: 'exited', exit: { kind: 'exit', code: 1 } } },
    ],
    [
      'reinitializing',
      [...COLD, EXITED, placed('reset'), ...init('success', 'invoke').slice(0, 1)],
      { state: 'reinitializing', since: 100, runtimeEnd: null },
    ],
    [
      'running after a reset',
      [...COLD, EXITED, placed('reset'), ...init('success', 'invoke'), BEGUN],
      { state: 'running', since: 110, runtimeEnd: null },
    ],
    [
      'reclaimed',
      [...COLD, { type: 'environment-reclaimed', environment, reason: 'idle' }],
      { state: 'reclaimed', since: 80, reclaimed: { time: 80, reason: 'idle' } },
    ],
  ])('is %s', (_what, events, expected) => {
    expect(fold(...events)).toMatchObject(expected)
  })

  test('shows timers left behind until they run, and what ran late until the next request', () => {
    const left = fold(...COLD.slice(0, 6), frozen(timer))
    expect(left).toMatchObject({ pending: [timer], late: [] })
    const thawed = [...COLD.slice(0, 6), frozen(timer), placed('warm')]
    expect(fold(...thawed).pending).toEqual([])
    const late: EventBody = { type: 'late-work', environment, timers: [timer] }
    expect(fold(...thawed, late).late).toEqual([timer])
    expect(fold(...thawed, late, ENDED, frozen(), placed('warm')).late).toEqual([])
    expect(fold(...COLD.slice(0, 6), frozen(timer), EXITED).pending).toEqual([])
  })

  test('keeps the notices of one request', () => {
    const notice = (host: string): EventBody => ({ type: 'notice', environment, notice: { kind: 'fetch-off', host } })
    const two = [...COLD, notice('a'), notice('b')]
    expect(fold(...two).notices).toEqual([
      { kind: 'fetch-off', host: 'a' },
      { kind: 'fetch-off', host: 'b' },
    ])
    expect(fold(...two, placed('warm')).notices).toEqual([])
  })

  test('lists /tmp by path', () => {
    const events = [
      tmp('/tmp/b', 'written', 2),
      tmp('/tmp/a', 'directory', 2),
      tmp('/tmp/c', 'written', 5),
      tmp('/tmp/b', 'written', 4),
    ]
    const file = { preview: null, directory: false }
    expect(fold(STARTED, ...events).tmp).toEqual({
      total: 1_024,
      used: 4,
      files: [
        { ...file, path: '/tmp/a', bytes: 2, directory: true },
        { ...file, path: '/tmp/b', bytes: 4 },
        { ...file, path: '/tmp/c', bytes: 5 },
      ],
    })
    expect(fold(STARTED, ...events, tmp('/tmp/b', 'deleted', 0)).tmp.files.map(({ path }) => path)).toEqual([
      '/tmp/a',
      '/tmp/c',
    ])
  })

  test('keeps the newest lines of the log', () => {
    expect(fold(STARTED, log('x')).log).toEqual([{ seq: 2, time: 20, source: 'function', requestId: 'r', line: 'x' }])
    const lines = Array.from({ length: 2_001 }, (_, index) => log(String(index)))
    expect(fold(STARTED, ...lines.slice(1)).log).toHaveLength(2_000)
    const { log: kept } = fold(STARTED, ...lines)
    expect([kept.length, kept[0]?.line, kept.at(-1)?.line]).toEqual([2_000, '1', '2000'])
    expect(LOG_LINES_KEPT).toBe(2_000)
  })

  test('keeps twenty values of a binding, and marks them lost with the runtime', () => {
    const scope = (preview: string): EventBody => {
      const binding = { file: 'index.mjs', name: 'n', preview, readable: true, changed: true }
      return { type: 'module-scope', environment, after: 'invocation', requestId: 'r', bindings: [binding] }
    }
    const values = Array.from({ length: 21 }, (_, index) => scope(String(index)))
    const { bindings } = fold(STARTED, ...init('success'), ...values)
    expect([bindings[0]?.history.length, bindings[0]?.history[0]]).toEqual([20, '1'])
    expect(BINDING_HISTORY_KEPT).toBe(20)
    expect(fold(STARTED, ...init('success'), ...values, EXITED).bindings[0]).toMatchObject({
      lost: true,
      changed: false,
    })
  })

  test('gives its lane the number of the invocation that runs or just ran', () => {
    const { lane } = fold(...COLD)
    expect(lane.map(({ kind, invocation, begin, end }) => [kind, invocation, begin, end])).toEqual([
      ['init', null, 30, 40],
      ['run', 2, 50, 60],
      ['frozen', null, 70, null],
    ])
  })
})
