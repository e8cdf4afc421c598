/** Requests as they come in: checked, given an id, let in or throttled; asynchronous ones run behind the answer. */
import type { InvocationResult, InvokeFunctionCommand, ThrottleReason } from './commands.ts'
import { urlEvent, urlThrottled } from './function-url.ts'
import { type Invocation, runInvocation } from './invoke.ts'
import { ASYNC_REQUEST_BYTES, ASYNC_RETRY_WAITS_MS, SYNC_REQUEST_BYTES } from './limits.ts'
import { admit } from './placement.ts'
import { invalidJson, invalidParameter, requestTooLarge } from './refusals.ts'
import { bounded, utf8Length } from './text.ts'
import { type FunctionRecord, functionNamed, REGION, type Revision, revisionOf, type World } from './world.ts'

/** Waits of a throttled asynchronous request before it is tried again, ms: 1 s doubling to 5 min, for 6 h (1.3 #50). */
const THROTTLED_RETRY_FIRST_MS = 1_000
const THROTTLED_RETRY_LONGEST_MS = 300_000
const ASYNC_EVENT_AGE_MS = 21_600_000

/** Answers a request. Throws `Refused` where AWS refuses it before any invocation exists. */
export async function request(world: World, command: InvokeFunctionCommand): Promise<InvocationResult> {
  const record = functionNamed(world, command.function)
  const revision = revisionOf(record, command.qualifier)
  const type = command.request.kind === 'url' ? 'RequestResponse' : command.request.invocationType
  checkTenant(command, revision)
  checkPayload(command)
  const requestId = world.ids.uuid()
  const invocation = invocationOf(world, record, revision, command, requestId)
  if (type === 'DryRun') return { ...unplaced(requestId), statusCode: 204 }
  announce(world, revision, command, requestId)
  if (type === 'Event') {
    world.queued++
    void deliver(world, record, invocation).finally(() => {
      world.queued--
    })
    return { ...unplaced(requestId), statusCode: 202 }
  }
  const reason = admit(world, record, invocation)
  return reason === null ? runInvocation(world, invocation) : throttled(world, invocation, reason)
}

function invocationOf(
  world: World,
  record: FunctionRecord,
  revision: Revision,
  command: InvokeFunctionCommand,
  requestId: string,
): Invocation {
  const { request, qualifier } = command
  const traceId = traceIdOf(world)
  const base = { requestId, revision, qualifier, traceId }
  if (request.kind === 'event') {
    return { ...base, event: request.payload, tenantId: request.tenantId ?? null, viaUrl: false }
  }
  const context = { requestId, time: world.clock.now(), urlId: record.urlId, region: REGION, traceId }
  return { ...base, event: JSON.stringify(urlEvent(request.http, context)), tenantId: null, viaUrl: true }
}

function announce(world: World, revision: Revision, { request }: InvokeFunctionCommand, requestId: string): void {
  const { function: name, version } = revision
  const shown =
    request.kind === 'url'
      ? request
      : { kind: request.kind, payload: bounded(request.payload), invocationType: request.invocationType }
  world.emit({ type: 'invocation-requested', requestId, function: name, version, request: shown })
}

/** An asynchronous request: function errors are retried twice under the same id, throttles go back to the queue (1.3 #50). */
async function deliver(world: World, record: FunctionRecord, invocation: Invocation): Promise<void> {
  const queued = world.clock.now()
  let failures = 0
  let backOff = THROTTLED_RETRY_FIRST_MS
  while (world.clock.now() - queued < ASYNC_EVENT_AGE_MS) {
    const reason = admit(world, record, invocation)
    if (reason === null) {
      const { functionError } = await runInvocation(world, invocation)
      const wait = ASYNC_RETRY_WAITS_MS[failures++]
      if (functionError === null || wait === undefined) return
      await pause(world, wait)
    } else {
      world.emit({ type: 'invocation-throttled', requestId: invocation.requestId, reason, http: null })
      await pause(world, backOff)
      backOff = Math.min(backOff * 2, THROTTLED_RETRY_LONGEST_MS)
    }
  }
}

const pause = (world: World, ms: number): Promise<void> =>
  new Promise(resolve => {
    world.clock.at(world.clock.now() + ms, resolve)
  })

function throttled(world: World, { requestId, viaUrl }: Invocation, reason: ThrottleReason): InvocationResult {
  const http = viaUrl ? urlThrottled(reason, requestId) : null
  world.emit({ type: 'invocation-throttled', requestId, reason, http })
  return { ...unplaced(requestId), statusCode: 429, throttle: reason, http }
}

/** The answer to a request that got no environment (yet). */
function unplaced(requestId: string): InvocationResult {
  return {
    requestId,
    start: null,
    environment: null,
    initializationType: null,
    statusCode: 200,
    functionError: null,
    throttle: null,
    payload: null,
    http: null,
    log: [],
    durationMs: null,
    billedDurationMs: null,
    initDurationMs: null,
  }
}

function checkPayload({ request }: InvokeFunctionCommand): void {
  if (request.kind === 'url') return
  try {
    JSON.parse(request.payload)
  } catch (error) {
    throw invalidJson(error instanceof Error ? error.message : String(error))
  }
  const limit = request.invocationType === 'Event' ? ASYNC_REQUEST_BYTES : SYNC_REQUEST_BYTES
  if (utf8Length(request.payload) > limit) throw requestTooLarge(limit)
}

/** Tenant isolation: a tenant must be named, and function URLs cannot name one (1.4). */
function checkTenant({ request }: InvokeFunctionCommand, revision: Revision): void {
  const isolated = revision.configuration.tenantIsolation !== null
  const tenantId = request.kind === 'event' ? request.tenantId : undefined
  if (isolated && request.kind === 'url') {
    throw invalidParameter(
      'url',
      'Function URLs are not supported for functions with tenant isolation.',
      'Invoke it by event, with tenantId.',
    )
  }
  if (isolated && tenantId === undefined) {
    throw invalidParameter(
      'tenantId',
      'Add a valid tenant ID in your request and try again.',
      'Say for which tenant: tenantId.',
    )
  }
  if (!isolated && tenantId !== undefined) {
    throw invalidParameter(
      'tenantId',
      'The invoked function is not enabled with tenancy configuration.',
      'Leave tenantId out, or set tenantIsolation: PER_TENANT when creating the function.',
    )
  }
}

const traceIdOf = (world: World): string => {
  const seconds = Math.floor(world.clock.now() / 1_000).toString(16)
  return `Root=1-${seconds}-${world.ids.hex(24)};Parent=${world.ids.hex(16)};Sampled=0`
}
