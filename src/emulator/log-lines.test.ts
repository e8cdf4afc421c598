import { describe, expect, test } from 'vitest'
import { loggedErrorType } from './function-errors.ts'
import {
  billedMs,
  endLine,
  initReportLine,
  initStartLine,
  printedMs,
  type Report,
  reportLine,
  startLine,
} from './log-lines.ts'

const REPORT: Report = {
  requestId: 'id',
  durationMs: 3.012,
  billedDurationMs: 4,
  initDurationMs: null,
  memorySizeMB: 128,
  failure: null,
}

describe('the lines of the log', () => {
  test('of an environment that starts', () => {
    expect(initStartLine('nodejs24.x', 'ab')).toBe(
      'INIT_START Runtime Version: nodejs:24.v48\tRuntime Version ARN: arn:aws:lambda:ap-northeast-1::runtime:ab',
    )
    expect(initStartLine('nodejs22.x', 'ab')).toContain('nodejs:22.v71\t')
  })

  test('of an init that did not succeed', () => {
    expect(initReportLine({ durationMs: 10_000, phase: 'init', status: 'timeout', errorType: null })).toBe(
      'INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout',
    )
    expect(initReportLine({ durationMs: 1.5, phase: 'invoke', status: 'error', errorType: 'Runtime.Unknown' })).toBe(
      'INIT_REPORT Init Duration: 1.50 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.Unknown',
    )
  })

  test('of an invocation that begins and ends', () => {
    expect(startLine('id', '7')).toBe('START RequestId: id Version: 7')
    expect(endLine('id')).toBe('END RequestId: id')
  })

  test.each<[string, Partial<Report>, string]>([
    [
      'warm',
      {},
      'REPORT RequestId: id\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 76 MB\t',
    ],
    [
      'cold',
      { initDurationMs: 110.1 },
      'REPORT RequestId: id\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 76 MB\tInit Duration: 110.10 ms\t',
    ],
    [
      'timed out',
      { failure: { status: 'timeout', errorType: null } },
      'REPORT RequestId: id\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 76 MB\tStatus: timeout',
    ],
    [
      'cold and exited',
      { initDurationMs: 80, failure: { status: 'error', errorType: 'Runtime.ExitError' } },
      'REPORT RequestId: id\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 76 MB\tInit Duration: 80.00 ms\tStatus: error\tError Type: Runtime.ExitError',
    ],
    [
      'with less memory than an empty function uses',
      { memorySizeMB: 64 },
      'REPORT RequestId: id\tDuration: 3.01 ms\tBilled Duration: 4 ms\tMemory Size: 64 MB\tMax Memory Used: 64 MB\t',
    ],
  ])('of an invocation that was %s', (_what, more, line) => {
    expect(reportLine({ ...REPORT, ...more })).toBe(line)
  })
})

test.each([
  [3.014, 3.01],
  [3.015, 3.02],
  [0, 0],
])('%d ms are printed as %d', (ms, printed) => {
  expect(printedMs(ms)).toBe(printed)
})

test.each([
  [3.01, 110.1, 114],
  [0.1, 0.2, 1],
  [1, null, 1],
  [1.01, null, 2],
  [0.1 + 0.2, 0.7, 1],
  [0, null, 0],
])('%d ms and an init of %d are billed as %d', (duration, init, billed) => {
  expect(billedMs(duration, init)).toBe(billed)
})

test.each([
  ['Runtime.ExitError', 'Runtime.ExitError'],
  ['Function.ResponseSizeTooLarge', 'Function.ResponseSizeTooLarge'],
  ['TypeError', 'Runtime.Unknown'],
  ['Runtime.lower', 'Runtime.Unknown'],
  ['Runtime.X', 'Runtime.Unknown'],
  ['xRuntime.ExitError', 'Runtime.Unknown'],
  ['Runtime.Exit1', 'Runtime.Unknown'],
  ['Sandbox.Timedout', 'Runtime.Unknown'],
])('the error type %s is logged as %s', (given, logged) => {
  expect(loggedErrorType(given)).toBe(logged)
})
