import { expect, test } from 'vitest'
import { exitErrorType, responseTooLarge, runtimeExited, timedOut } from './function-errors.ts'
import type { RuntimeExit } from './sandbox.ts'

// The texts are those of lambda-semantics 1.6, recorded on nodejs24.x.

test.each([
  [1, 'RequestId: id Error: Task timed out after 1.00 seconds'],
  [30, 'RequestId: id Error: Task timed out after 30.00 seconds'],
  [900, 'RequestId: id Error: Task timed out after 900.00 seconds'],
])('a time-out of %d s is told by the sandbox, with two decimals', (seconds, errorMessage) => {
  expect(timedOut('id', seconds)).toEqual({ errorType: 'Sandbox.Timedout', errorMessage })
})

test.each<[string, RuntimeExit, string, string]>([
  ['process.exit(0)', { kind: 'exit', code: 0 }, 'Runtime.ExitError', 'Runtime exited without providing a reason'],
  ['process.exit(7)', { kind: 'exit', code: 7 }, 'Runtime.ExitError', 'Runtime exited with error: exit status 7'],
  ['a lost rejection', { kind: 'exit', code: 1 }, 'Runtime.ExitError', 'Runtime exited with error: exit status 1'],
  [
    'the heap limit of V8',
    { kind: 'signal', signal: 'aborted' },
    'Runtime.ExitError',
    'Runtime exited with error: signal: aborted',
  ],
  ['memory', { kind: 'out-of-memory' }, 'Runtime.OutOfMemory', 'Runtime exited with error: signal: killed'],
])('a runtime that ends by %s', (_what, exit, errorType, reason) => {
  expect(runtimeExited('id', exit)).toEqual({ errorType, errorMessage: `RequestId: id Error: ${reason}` })
  expect(exitErrorType(exit)).toBe(errorType)
})

test('a response over 6 MB is told with the limit', () => {
  expect(responseTooLarge()).toEqual({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  })
})
