/** The handler's second argument: the twelve keys of nodejs24 (lambda-semantics 1.9). */
import type { InvokeCommand } from '../emulator/sandbox.ts'

/** `now` is the guest's clock: what remains is the deadline less it, and may be negative. */
export function createContext(command: InvokeCommand, now: () => number): object {
  return {
    clientContext: undefined,
    identity: undefined,
    invokedFunctionArn: command.invokedFunctionArn,
    awsRequestId: command.requestId,
    tenantId: command.tenantId ?? undefined,
    xRayTraceId: command.traceId,
    getRemainingTimeInMillis: () => Math.round(command.deadline - now()),
    functionName: command.functionName,
    functionVersion: command.functionVersion,
    memoryLimitInMB: command.memoryLimitInMB,
    logGroupName: command.logGroupName,
    logStreamName: command.logStreamName,
  }
}
