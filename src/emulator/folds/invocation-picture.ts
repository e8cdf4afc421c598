/** One invocation, folded from the events that carry its request id. */
import type { EmulatorEvent } from '../events.ts'
import type { InvocationPicture } from './picture.ts'

/** The invocation after `event`; a list of one, or of none where the event begins nothing. */
export function foldInvocation(
  before: InvocationPicture | null,
  event: EmulatorEvent,
  index: number,
): readonly InvocationPicture[] {
  if (event.type === 'invocation-requested') return [begin(event, index)]
  if (before === null) return []
  return [advance(before, event)]
}

function begin(event: EmulatorEvent & { type: 'invocation-requested' }, index: number): InvocationPicture {
  const { request } = event
  return {
    ordinal: index + 1,
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

function advance(before: InvocationPicture, event: EmulatorEvent): InvocationPicture {
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
