/** Error payloads that come from the sandbox, not from the runtime client: time-outs, exits, limits (lambda-semantics 1.6). */
import { SYNC_RESPONSE_BYTES } from './limits.ts'
import type { FunctionErrorPayload, RuntimeExit } from './sandbox.ts'

/** The payload of an invocation that ran out of time (lambda-semantics 1.6). `timeoutSeconds` is the function's. */
export function timedOut(requestId: string, timeoutSeconds: number): FunctionErrorPayload {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  }
}

/** `Runtime.ExitError` of 1.6; for memory the type that REPORT names since 2025 (1.5), its payload text being undocumented. */
export function runtimeExited(requestId: string, exit: RuntimeExit): FunctionErrorPayload {
  return { errorType: exitErrorType(exit), errorMessage: `RequestId: ${requestId} Error: ${exitReason(exit)}` }
}

/** The error type as log lines name it. */
export function exitErrorType(exit: RuntimeExit): string {
  return exit.kind === 'out-of-memory' ? 'Runtime.OutOfMemory' : 'Runtime.ExitError'
}

function exitReason(exit: RuntimeExit): string {
  switch (exit.kind) {
    case 'exit':
      return exit.code === 0
        ? 'Runtime exited without providing a reason'
        : `Runtime exited with error: exit status ${exit.code}`
    case 'signal':
      return `Runtime exited with error: signal: ${exit.signal}`
    case 'out-of-memory':
      return 'Runtime exited with error: signal: killed'
  }
}

/** The payload where a response exceeds its limit in bytes; recorded for a synchronous one (lambda-semantics 1.5). */
export function responseTooLarge(limit: number = SYNC_RESPONSE_BYTES): FunctionErrorPayload {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${limit} bytes).`,
  }
}

/** Error types that logs show as they are; every other becomes `Runtime.Unknown` (1.6). */
const LOGGED_TYPE = /^(Runtime|Function)\.[A-Z][a-zA-Z]+$/

/** An error type as REPORT and INIT_REPORT write it (lambda-semantics 1.8). */
export function loggedErrorType(errorType: string): string {
  return LOGGED_TYPE.test(errorType) ? errorType : 'Runtime.Unknown'
}
