/** The lines of `replay --json` (DESIGN 7). */
import { viewHttp, viewModuleScope, viewPayload, viewWorld } from '../scenario/observation.ts'
import type { Outcome, StepOutcome } from '../scenario/outcome.ts'

/** One step as one line. An invocation has exactly DESIGN 7's keys, in its order; the others have keys of their own. */
export function jsonLine({ step, outcome }: StepOutcome): string {
  return JSON.stringify({ step, kind: outcome.kind, ...keysOf(outcome) })
}

function keysOf(outcome: Outcome): object {
  switch (outcome.kind) {
    case 'invoke':
      return invocationKeys(outcome)
    case 'expect':
      return worldKeys(outcome)
    default: {
      const { kind: _, ...keys } = outcome
      return keys
    }
  }
}

function invocationKeys({ observation: { invocation } }: Outcome & { kind: 'invoke' }): object {
  return {
    // A request that the API refused never got an id.
    requestId: invocation.requestId === '' ? null : invocation.requestId,
    start: invocation.start,
    environment: invocation.environment,
    initializationType: invocation.initializationType,
    statusCode: invocation.statusCode,
    functionError: invocation.functionError,
    throttle: invocation.throttle,
    payload: viewPayload(invocation),
    http: viewHttp(invocation.http),
    log: invocation.log,
    durationMs: invocation.durationMs,
    billedDurationMs: invocation.billedDurationMs,
    initDurationMs: invocation.initDurationMs,
  }
}

function worldKeys({ picture }: Outcome & { kind: 'expect' }): object {
  const { alive, inits, throttles, states } = viewWorld(picture)
  const living = picture.environments.filter(({ state }) => state !== 'reclaimed')
  return {
    alive,
    inits,
    throttles,
    environments: states,
    moduleScope: Object.fromEntries(living.map(({ id, bindings }) => [id, viewModuleScope(bindings)])),
    tmp: Object.fromEntries(
      living.map(({ id, tmp }) => [id, Object.fromEntries(tmp.files.map(file => [file.path, { bytes: file.bytes }]))]),
    ),
  }
}
