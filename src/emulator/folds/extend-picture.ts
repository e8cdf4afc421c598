/** Folds events into the {@link Picture}. Pure: what an event does not touch stays the same object. */
import type { EmulatorEvent } from '../events.ts'
import { extendDatabase } from './database-picture.ts'
import { foldEnvironment } from './environment-picture.ts'
import { advanceInvocation, beginInvocation } from './invocation-picture.ts'
import type { EnvironmentPicture, InvocationPicture, Picture } from './picture.ts'

/** The picture before any event. */
export function emptyPicture(): Picture {
  return {
    seq: 0,
    began: 0,
    now: 0,
    environments: [],
    invocations: [],
    outside: [],
    database: null,
    counts: { cold: 0, warm: 0, reset: 0, throttled: 0 },
  }
}

/** The picture after a whole list. */
export function foldPicture(events: readonly EmulatorEvent[]): Picture {
  return events.reduce(extendPicture, emptyPicture())
}

/** The picture after one more event. */
export function extendPicture(picture: Picture, event: EmulatorEvent): Picture {
  return {
    seq: event.seq,
    began: picture.seq === 0 ? event.time : picture.began,
    now: event.time,
    environments: extendEnvironments(picture, event),
    invocations: extendInvocations(picture.invocations, event),
    outside: extendOutside(picture.outside, event),
    database: extendDatabase(picture.database, event),
    counts: extendCounts(picture.counts, event),
  }
}

function extendOutside(outside: Picture['outside'], event: EmulatorEvent): Picture['outside'] {
  if (event.type !== 'outside-changed') return outside
  const { key, value, by, seq } = event
  const others = outside.filter(entry => entry.key !== key)
  return [...others, { key, value, by, seq }].sort((a, b) => (a.key < b.key ? -1 : 1))
}

function extendEnvironments(picture: Picture, event: EmulatorEvent): readonly EnvironmentPicture[] {
  if (!('environment' in event)) return picture.environments
  const known = picture.environments.some(environment => environment.id === event.environment)
  if (!known) {
    const first = foldEnvironment(null, event, picture.invocations)
    return first === null ? picture.environments : [...picture.environments, first]
  }
  return picture.environments.map(environment =>
    environment.id === event.environment
      ? (foldEnvironment(environment, event, picture.invocations) ?? environment)
      : environment,
  )
}

function extendInvocations(
  invocations: readonly InvocationPicture[],
  event: EmulatorEvent,
): readonly InvocationPicture[] {
  if (event.type === 'invocation-requested') return [...invocations, beginInvocation(event, invocations.length + 1)]
  if (!('requestId' in event)) return invocations
  const index = invocations.findIndex(invocation => invocation.requestId === event.requestId)
  const before = invocations[index]
  if (before === undefined) return invocations
  const after = advanceInvocation(before, event)
  return after === before ? invocations : invocations.with(index, after)
}

function extendCounts(counts: Picture['counts'], event: EmulatorEvent): Picture['counts'] {
  if (event.type === 'invocation-throttled') return { ...counts, throttled: counts.throttled + 1 }
  if (event.type === 'invocation-placed') return { ...counts, [event.start]: counts[event.start] + 1 }
  return counts
}
