/** The handler's second argument: the twelve keys of nodejs24 (lambda-semantics 1.9). */
import type { InvokeCommand } from '../emulator/sandbox.ts'

/** `now` is the guest's clock: what remains is the deadline less it, and may be negative. */
export function createContext(command: InvokeCommand, now: () => number): object {
  return { ...fromHeaders(command, now, { xRayTraceId: command.traceId }), ...fromVariables(command) }
}

/** The context of nodejs22.x, in its order and without the trace id; what can answer comes before it. */
export function createOlderContext(command: InvokeCommand, now: () => number): object {
  const { functionVersion } = command
  return { functionVersion, ...fromVariables(command), ...fromHeaders(command, now, {}) }
}

function fromHeaders(command: InvokeCommand, now: () => number, trace: object): object {
  return {
    clientContext: undefined,
    identity: undefined,
    invokedFunctionArn: command.invokedFunctionArn,
    awsRequestId: command.requestId,
    tenantId: command.tenantId ?? undefined,
    ...trace,
    getRemainingTimeInMillis: () => Math.round(command.deadline - now()),
  }
}

function fromVariables({
  functionName,
  functionVersion,
  memoryLimitInMB,
  logGroupName,
  logStreamName,
}: InvokeCommand): object {
  return { functionName, functionVersion, memoryLimitInMB, logGroupName, logStreamName }
}
