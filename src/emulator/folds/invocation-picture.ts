/** One invocation, folded from the events that carry its request id. */
import type { EmulatorEvent } from '../events.ts'
import type { InvocationPicture } from './picture.ts'

/** The invocation that a request begins. */
export function beginInvocation(
  event: EmulatorEvent & { type: 'invocation-requested' },
  ordinal: number,
): InvocationPicture {
  const { request } = event
  return {
    ordinal,
    requestId: event.requestId,
    requestedAt: event.time,
    request:
      request.kind === 'url'
        ? { kind: 'url', method: request.http.method, url: request.http.url }
        : { kind: 'event', payload: request.payload.text },
    start: null,
    environment: null,
    throttle: null,
    ended: null,
  }
}

/** The invocation after an event of its request; the same object where nothing changed. */
export function advanceInvocation(before: InvocationPicture, event: EmulatorEvent): InvocationPicture {
  switch (event.type) {
    case 'invocation-throttled':
      return { ...before, throttle: event.reason }
    case 'invocation-placed':
      // An asynchronous request that was throttled, or failed and is tried again, runs now.
      return { ...before, environment: event.environment, start: event.start, throttle: null, ended: null }
    case 'invocation-ended': {
      const { time, status, functionError, payload, http, durationMs, billedDurationMs, initDurationMs } = event
      const ended = { time, status, functionError, payload, http, durationMs, billedDurationMs, initDurationMs }
      return { ...before, ended }
    }
    default:
      return before
  }
}
