/** Each law is able to fail: a short history that breaks it, and nothing but it. */
import { expect, test } from 'vitest'
import type { EmulatorEvent, EventBody } from '../../src/emulator/events.ts'
import { LAWS } from './laws.ts'
import type { Note } from './subject.ts'

const environment = 'env-1'

function history(...bodies: readonly EventBody[]): EmulatorEvent[] {
  return bodies.map((body, index) => ({ ...body, seq: index + 1, time: index * 10 }))
}

const note = (said: Note): EventBody => {
  const line = `2026-11-24T00:00:00.000Z\t-\tINFO\t${JSON.stringify(said)}`
  return { type: 'log', environment, source: 'function', requestId: null, line }
}
const handler = (now: number, more: Partial<Note & { kind: 'handler' }> = {}): EventBody =>
  note({ kind: 'handler', now, mark: 1, seen: null, busy: 0, tmp: {}, ...more })
const init = (phase: 'init' | 'invoke'): EventBody => {
  return { type: 'init-started', environment, phase, simulatedMs: 0, requestId: null }
}
const placed = (requestId: string): EventBody & { type: 'invocation-placed' } => ({
  type: 'invocation-placed',
  requestId,
  environment,
  start: 'warm',
})
const frozen: EventBody = { type: 'frozen', environment, pending: [] }
const ended: EventBody = { type: 'runtime-ended', environment, end: { kind: 'timeout' } }
const reserved: EventBody = { type: 'concurrency-reserved', function: 'f', concurrency: 1 }
const elsewhere: EventBody = { type: 'invocation-placed', requestId: 'b', environment: 'env-2', start: 'warm' }
const timer = (kind: 'set' | 'fired', now: number, due: number): EventBody => note({ kind, now, timer: 't', due })

const thawed: EventBody = { type: 'thawed', environment, frozenMs: 0 }
const lateOf = (requestId: string): EventBody => {
  const line = `2026-11-24T00:00:00.000Z\t${requestId}\tINFO\t${JSON.stringify({ kind: 'fired', now: 50, timer: 't', due: 5 })}`
  return { type: 'log', environment, source: 'function', requestId: null, line }
}

/** An end after 2.5 ms that bills so many. */
const billed = (billedDurationMs: number): EventBody => {
  const times = { durationMs: 2.5, billedDurationMs, initDurationMs: null }
  const answer = { status: 'success', functionError: null, payload: null, http: null } as const
  return { type: 'invocation-ended', requestId: 'a', environment: 'env-2', ...answer, ...times }
}

const BROKEN: Readonly<Record<keyof typeof LAWS, readonly (readonly EventBody[])[]>> = {
  'one environment never runs two invocations at once': [[placed('a'), placed('b')], [handler(0, { busy: 1 })]],
  'module code runs once per environment and once per reset': [
    [init('init'), note({ kind: 'module', now: 0 }), note({ kind: 'module', now: 1 })],
    [init('init'), note({ kind: 'module', now: 0 }), init('invoke')],
  ],
  'what an invocation leaves in module scope the next one sees, unless a reset lies between': [
    [handler(0, { mark: 7 }), handler(10, { seen: null })],
    [init('init'), handler(0, { mark: 7 }), ended, init('invoke'), handler(40, { seen: 7 })],
  ],
  '/tmp of an environment loses only what the function deleted': [
    [note({ kind: 'tmp', now: 0, file: 'a', text: 'x' }), handler(10, { tmp: {} })],
    [note({ kind: 'tmp', now: 0, file: 'a', text: 'x' }), handler(10, { tmp: { a: 'y' } })],
  ],
  'no code of the function runs while its environment is frozen': [[frozen, handler(10)]],
  'the clock of a guest never turns back and agrees with the events': [[handler(5), handler(4, { seen: 1 })]],
  'timers left behind fire once, in order of due time, before the next handler': [
    [timer('set', 0, 5), handler(5_000)],
    [timer('set', 0, 50), timer('fired', 10, 50)],
    [timer('set', 0, 5), timer('fired', 10, 5), timer('fired', 20, 5)],
  ],
  'a counter in module scope counts the invocations served since the init': [[handler(0, { served: 2 })]],
  'a late line carries the request id before': [[handler(0), timer('set', 0, 5), frozen, thawed, lateOf('b')]],
  'billed is the duration, rounded up': [2, 4, 2.5].map(ms => [{ ...placed('a'), environment: 'env-2' }, billed(ms)]),
  'never more run than are reserved': [[reserved, placed('a'), elsewhere]],
  'events are numbered without gaps and time never falls': [],
}

const CASES = Object.entries(BROKEN).flatMap(([sentence, bodies]) => bodies.map(each => [sentence, each] as const))

test.each(CASES)('%s: a history that breaks it is told', (sentence, bodies) => {
  const told = Object.entries(LAWS).flatMap(([each, law]) => {
    try {
      law(history(...bodies))
      return []
    } catch {
      // Told: that is what is counted.
      return [each]
    }
  })
  expect(told).toEqual([sentence])
})

test('a gap in the numbers and a time that falls are told', () => {
  const [first, second] = history(frozen, frozen)
  const whole = LAWS['events are numbered without gaps and time never falls']
  expect(() => whole?.([{ ...frozen, seq: 2, time: 0 }])).toThrow('number 1 is missing')
  expect(first && second && (() => whole?.([first, { ...second, time: -1 }]))).toThrow('time went back')
})
