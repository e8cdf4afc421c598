/** One invocation from request to answer: placed, initialised if need be, run, reported. */
import type { HttpResponse, InvocationResult, InvocationStart } from './commands.ts'
import { Environment } from './environment.ts'
import type { PhaseStatus } from './events.ts'
import { exitErrorType, responseTooLarge, runtimeExited, timedOut } from './function-errors.ts'
import { urlError, urlResponse } from './function-url.ts'
import { initialize, reinitialize } from './init.ts'
import { STREAMED_RESPONSE_BYTES, SYNC_RESPONSE_BYTES } from './limits.ts'
import { billedMs, printedMs } from './log-lines.ts'
import { idleEnvironment } from './placement.ts'
import { writeReport, writeStart } from './platform-log.ts'
import type { PhaseOutcome } from './runtime.ts'
import type { FunctionErrorPayload, PendingTimer, StreamedResponse } from './sandbox.ts'
import { bufferedUrlResponse, streamedPayload, streamedUrlResponse } from './streamed-response.ts'
import { bounded, utf8Length } from './text.ts'
import { invokeCommand } from './variables.ts'
import type { Revision, World } from './world.ts'

/** A request that was let in: not throttled, its event at hand. */
export interface Invocation {
  readonly requestId: string
  readonly revision: Revision
  readonly qualifier: string | undefined
  /** JSON text. */
  readonly event: string
  readonly traceId: string
  readonly tenantId: string | null
  /** True when a function URL answers. */
  readonly viaUrl: boolean
}

/** What running the handler (or failing to) came to. */
interface Turn {
  readonly status: PhaseStatus
  readonly durationMs: number
  readonly payload: string
  readonly functionError: 'Unhandled' | null
  /** Set where the runtime came to its end: what REPORT says of it. */
  readonly failure: { readonly status: 'error' | 'timeout'; readonly errorType: string | null } | null
  readonly pending: readonly PendingTimer[]
  /** What a streaming handler wrote; null where it wrote nothing or does not stream. */
  readonly streamed: StreamedResponse | null
}

/** Runs it in an idle environment or a new one. Never rejects for what the function does. */
export async function runInvocation(world: World, invocation: Invocation): Promise<InvocationResult> {
  const { environment, start } = place(world, invocation)
  const init = start === 'cold' ? await initialize(world, environment) : null
  const turn = await serve(world, environment, invocation)
  return conclude(world, environment, invocation, turn, {
    start,
    initMs: init?.status === 'success' ? init.durationMs : null,
  })
}

function place(
  world: World,
  { requestId, revision, tenantId }: Invocation,
): { environment: Environment; start: 'cold' | 'warm' | 'reset' } {
  const idle = idleEnvironment(world, revision, tenantId)
  const environment = idle ?? startOnDemand(world, revision, requestId, tenantId)
  const start = idle === null ? 'cold' : idle.state === 'frozen' ? 'warm' : 'reset'
  environment.occupy(requestId)
  world.emit({ type: 'invocation-placed', requestId, environment: environment.id, start })
  if (start === 'warm') {
    world.emit({ type: 'thawed', environment: environment.id, frozenMs: world.clock.now() - environment.lastUsed })
  }
  return { environment, start }
}

function startOnDemand(world: World, revision: Revision, requestId: string, tenantId: string | null): Environment {
  const environment = new Environment(world, revision, { requestId, initializationType: 'on-demand', tenantId })
  environment.limitLifetime(() => environment.retire('lifetime'))
  return environment
}

/** The invoke phase, under the function's time-out; a runtime that is gone starts again first. */
async function serve(world: World, environment: Environment, invocation: Invocation): Promise<Turn> {
  const { requestId, revision } = invocation
  const { timeout } = revision.configuration
  const began = world.clock.now()
  const deadline = began + timeout * 1_000
  let reinitMs = 0
  if (environment.state === 'runtime-ended') {
    const again = await reinitialize(world, environment, requestId, deadline)
    if (again.error !== null) {
      begin(world, environment, requestId, deadline)
      return failedInit(again.status, again.durationMs, again.errorType, again.error(requestId))
    }
    reinitMs = again.durationMs
  } else environment.signal('invoke')
  begin(world, environment, requestId, deadline)
  const outcome = await handle(world, environment, invocation, deadline)
  const turn = judge(outcome, invocation, timeout)
  return turn.status === 'timeout' ? turn : { ...turn, durationMs: printedMs(reinitMs + turn.durationMs) }
}

function begin(world: World, environment: Environment, requestId: string, deadline: number): void {
  writeStart(world, environment, requestId)
  world.emit({ type: 'invocation-started', requestId, environment: environment.id, deadline })
}

async function handle(
  world: World,
  environment: Environment,
  invocation: Invocation,
  deadline: number,
): Promise<PhaseOutcome> {
  const { runtime } = environment
  if (runtime === null) throw new Error(`${environment.id} is ${environment.state} and has no runtime`)
  const { requestId, event, traceId, qualifier } = invocation
  const streams = isStreamed(invocation)
  const request = { requestId, event, now: world.clock.now(), deadline, traceId, qualifier, streams }
  const outcome = await runtime.invoke(invokeCommand(environment, request), deadline)
  environment.tmp.flush()
  if (outcome.kind === 'done') {
    environment.showModuleScope(outcome.moduleScope, 'invocation', requestId)
    environment.signal('responded')
  } else if (outcome.kind === 'exited') {
    environment.endRuntime('runtime-exited', { kind: 'exited', exit: outcome.exit })
  } else environment.endRuntime('timed-out', { kind: 'timeout' })
  return outcome
}

/** Whether the caller reads the response while it is written: a function URL of mode RESPONSE_STREAM. */
function isStreamed({ viaUrl, revision }: Invocation): boolean {
  return viaUrl && revision.configuration.invokeMode === 'RESPONSE_STREAM'
}

function judge(outcome: PhaseOutcome, invocation: Invocation, timeout: number): Turn {
  const { requestId } = invocation
  switch (outcome.kind) {
    case 'done':
      return answered(outcome, isStreamed(invocation) ? STREAMED_RESPONSE_BYTES : SYNC_RESPONSE_BYTES)
    case 'exited': {
      const failure = { status: 'error', errorType: exitErrorType(outcome.exit) } as const
      const error = outcome.answered ?? runtimeExited(requestId, outcome.exit)
      return failed('error', outcome.ms, error, failure)
    }
    default:
      return failed('timeout', timeout * 1_000, timedOut(requestId, timeout), { status: 'timeout', errorType: null })
  }
}

function answered(outcome: PhaseOutcome & { kind: 'done' }, streamedLimit: number): Turn {
  const { pending, streamed } = outcome
  const payload = streamed === null ? outcome.payload : streamedPayload(streamed)
  const error = limitPassed(outcome, streamedLimit) ?? outcome.error
  if (error !== null) return { ...failed('error', outcome.ms, error, null), pending, streamed }
  return {
    status: 'success',
    durationMs: printedMs(outcome.ms),
    payload: payload ?? 'null',
    functionError: null,
    failure: null,
    pending,
    streamed,
  }
}

function limitPassed(
  { payload, streamed }: PhaseOutcome & { kind: 'done' },
  limit: number,
): FunctionErrorPayload | null {
  if (streamed !== null) return streamed.bytes > limit ? responseTooLarge(limit) : null
  return payload !== null && utf8Length(payload) > SYNC_RESPONSE_BYTES ? responseTooLarge() : null
}

function failedInit(status: PhaseStatus, ms: number, errorType: string | null, error: FunctionErrorPayload): Turn {
  return failed(status, ms, error, { status: status === 'timeout' ? 'timeout' : 'error', errorType })
}

function failed(status: PhaseStatus, ms: number, error: FunctionErrorPayload, failure: Turn['failure']): Turn {
  const payload = JSON.stringify(error)
  return {
    status,
    durationMs: printedMs(ms),
    payload,
    functionError: 'Unhandled',
    failure,
    pending: [],
    streamed: null,
  }
}

/** Of a response whose first bytes were sent, an error cuts off the rest: status and headers are out by then. */
function urlAnswer(invocation: Invocation, { functionError, payload, streamed }: Turn): HttpResponse {
  const { requestId } = invocation
  if (isStreamed(invocation) && streamed !== null && (functionError === null || streamed.bytes > 0)) {
    return streamedUrlResponse(streamed, requestId)
  }
  if (functionError !== null) return urlError(requestId)
  return streamed === null ? urlResponse(payload, requestId) : bufferedUrlResponse(streamed, requestId)
}

/** END and REPORT, the answer, and the environment let go. */
function conclude(
  world: World,
  environment: Environment,
  invocation: Invocation,
  turn: Turn,
  { start, initMs }: { start: InvocationStart; initMs: number | null },
): InvocationResult {
  const { requestId } = invocation
  const { durationMs, payload, functionError, failure, status } = turn
  const billedDurationMs = billedMs(durationMs, initMs)
  const times = { durationMs, billedDurationMs, initDurationMs: initMs }
  const { memorySize } = environment.revision.configuration
  writeReport(world, environment, { requestId, ...times, memorySizeMB: memorySize, failure })
  const http = invocation.viaUrl ? urlAnswer(invocation, turn) : null
  world.emit({
    type: 'invocation-ended',
    requestId,
    environment: environment.id,
    status,
    functionError,
    payload: bounded(payload),
    http: http && { ...http, body: bounded(http.body) },
    ...times,
  })
  if (environment.state === 'frozen') environment.freeze(turn.pending)
  const log = environment.takeLines()
  environment.release()
  const { id, initializationType } = environment
  const answer = { requestId, start, environment: id, initializationType, statusCode: 200, throttle: null } as const
  return { ...answer, functionError, payload, http, log, ...times }
}
