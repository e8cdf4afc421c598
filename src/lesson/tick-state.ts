/** What a fold of ticks keeps, apart from the fold: a page needs it before anything can be seen. */
import type { InvocationObservation } from '../scenario/observation.ts'

/** One way of having seen the first `seen` sightings, with the invocations that were named on it. */
export interface Way {
  readonly seen: number
  readonly named: ReadonlyMap<string, InvocationObservation>
}

export interface Ticks {
  /** Ids of the steps that are done, in the order they were ticked. They stay done. */
  readonly done: readonly string[]
  readonly ways: ReadonlyMap<string, readonly Way[]>
}

/** Nothing seen yet; `done` are ids kept from an earlier visit. */
export function startTicks(done: readonly string[]): Ticks {
  return { done, ways: new Map() }
}
