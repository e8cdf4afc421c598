import { expect, test } from 'vitest'
import type { EmulatorEvent, EventBody, PhaseStatus, RuntimeEnd } from '../events.ts'
import { foldLane } from './lane-picture.ts'
import type { Segment } from './picture.ts'

const environment = 'env-1'
const initStarted = (phase: 'init' | 'invoke'): EventBody => {
  return { type: 'init-started', environment, phase, simulatedMs: 135, requestId: null }
}
const initEnded = (status: PhaseStatus): EventBody => {
  return { type: 'init-ended', environment, phase: 'init', status, errorType: null, durationMs: 1, simulatedMs: 135 }
}
const BEGUN: EventBody = { type: 'invocation-started', requestId: 'r', environment, deadline: 1 }
const ended = (status: PhaseStatus): EventBody => ({
  type: 'invocation-ended',
  requestId: 'r',
  environment,
  status,
  functionError: null,
  payload: null,
  http: null,
  durationMs: 1,
  billedDurationMs: 1,
  initDurationMs: null,
})
const FROZEN: EventBody = { type: 'frozen', environment, pending: [] }
const RECLAIMED: EventBody = { type: 'environment-reclaimed', environment, reason: 'idle' }
const over = (end: RuntimeEnd): EventBody => ({ type: 'runtime-ended', environment, end })

/** Each stretch as one line: kind, events it begins and ends with, status, invocation, and whether it starts again. */
function lane(...bodies: readonly EventBody[]): string[] {
  const events = bodies.map((body, index): EmulatorEvent => ({ ...body, seq: index + 1, time: (index + 1) * 10 }))
  const segments = events.reduce<readonly Segment[]>((before, event) => foldLane(before, event, 4), [])
  for (const { begin, beginSeq, end, endSeq } of segments)
    expect([begin, end ?? 0]).toEqual([beginSeq * 10, (endSeq ?? 0) * 10])
  return segments.map(({ kind, beginSeq, endSeq, status, invocation, simulatedMs, again }) =>
    [kind, `${beginSeq}-${endSeq}`, status, invocation, simulatedMs, again && 'again'].filter(Boolean).join(' '),
  )
}

test.each<[string, readonly EventBody[], readonly string[]]>([
  ['an init that goes on', [initStarted('init')], ['init 1-null 135']],
  ['an init that went well', [initStarted('init'), initEnded('success')], ['init 1-2 success 135']],
  [
    'a run after it',
    [initStarted('init'), initEnded('success'), BEGUN, ended('error'), FROZEN],
    ['init 1-2 success 135', 'run 3-4 error 4', 'frozen 5-null'],
  ],
  ['a thaw, the run ending the pause', [FROZEN, BEGUN], ['frozen 1-2', 'run 2-null 4']],
  [
    'a time-out, told of after the runtime ended',
    [BEGUN, over({ kind: 'timeout' }), ended('timeout')],
    ['run 1-2 timeout 4', 'runtime-ended 2-null'],
  ],
  [
    'an exit',
    [BEGUN, over({ kind: 'exited', exit: { kind: 'exit', code: 1 } }), ended('error')],
    ['run 1-2 error 4', 'runtime-ended 2-null'],
  ],
  [
    'an init that took too long',
    [initStarted('init'), over({ kind: 'init-timeout' })],
    ['init 1-2 timeout 135', 'runtime-ended 2-null'],
  ],
  [
    'an init that failed',
    [initStarted('init'), initEnded('error'), over({ kind: 'init-error', errorType: 'E' })],
    ['init 1-2 error 135', 'runtime-ended 3-null'],
  ],
  [
    'an init inside an invocation',
    [over({ kind: 'timeout' }), initStarted('invoke'), initEnded('success'), BEGUN],
    ['runtime-ended 1-2', 'init 2-3 success 4 135 again', 'run 4-null 4'],
  ],
  ['a reclaim', [FROZEN, RECLAIMED], ['frozen 1-2']],
  ['a reclaim of what had already ended', [initStarted('init'), initEnded('error'), RECLAIMED], ['init 1-2 error 135']],
  ['an end of what never began', [ended('success'), initEnded('success'), RECLAIMED], []],
])('the lane of %s', (_what, events, expected) => {
  expect(lane(...events)).toEqual(expected)
})

test('a lane stays the same at events that are none of its own', () => {
  const before: Segment[] = []
  const log: EventBody = { type: 'log', environment, source: 'platform', requestId: null, line: '' }
  expect(foldLane(before, { ...log, seq: 1, time: 1 }, null)).toBe(before)
})
