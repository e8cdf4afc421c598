/**
 * Which steps are done: a fold of what was seen. A step's sightings must be seen in order, with anything in between;
 * every way of seeing the first ones is followed, so that an early request does not spoil a later, fitting one.
 */

import type { InvokeFunctionCommand } from '../emulator/commands.ts'
import { checkInvocation } from '../scenario/check-invocation.ts'
import { checkWorld } from '../scenario/check-world.ts'
import type { InvocationObservation } from '../scenario/observation.ts'
import type { LessonSubject, Sighting } from './lesson.ts'
import type { Ticks, Way } from './tick-state.ts'

/** Ways of having seen the beginning of a step that are followed at once; the oldest are given up first. */
export const WAYS_FOLLOWED = 64

/** What may be seen: an invocation that ended, or the world after events. */
export type Sight =
  | { readonly invocation: InvocationObservation; readonly request?: InvokeFunctionCommand['request'] }
  | { readonly world: Parameters<typeof checkWorld>[1] }

const BEGINNING: Way = { seen: 0, named: new Map() }

/** The ticks after `sight`; the same object where it changed nothing. */
export function foldTicks(ticks: Ticks, steps: LessonSubject['steps'], sight: Sight): Ticks {
  return steps.reduce((now, step) => (now.done.includes(step.id) ? now : foldStep(now, step, sight)), ticks)
}

function foldStep(ticks: Ticks, step: LessonSubject['steps'][number], sight: Sight): Ticks {
  const before = ticks.ways.get(step.id) ?? []
  const longer = [BEGINNING, ...before].flatMap(way => lengthen(way, step.seen, sight))
  if (longer.length === 0) return ticks
  if (longer.some(way => way.seen === step.seen.length)) return { ...ticks, done: [...ticks.done, step.id] }
  return { ...ticks, ways: new Map(ticks.ways).set(step.id, [...before, ...longer].slice(-WAYS_FOLLOWED)) }
}

function lengthen(way: Way, wanted: readonly Sighting[], sight: Sight): readonly Way[] {
  const next = wanted[way.seen]
  if (next === undefined || !isSeen(next, way, sight)) return []
  const named = 'invocation' in next && 'invocation' in sight && next.id !== undefined
  const longer = {
    seen: way.seen + 1,
    named: named ? new Map(way.named).set(next.id, sight.invocation) : way.named,
  }
  return [longer]
}

function isSeen(wanted: Sighting, way: Way, sight: Sight): boolean {
  if ('invocation' in wanted) {
    if (!('invocation' in sight) || (wanted.from === 'shell' && !isFromShell(sight.request))) return false
    return checkInvocation(wanted.invocation, sight.invocation, way.named).length === 0
  }
  return 'world' in sight && checkWorld(wanted.world, sight.world, way.named).length === 0
}

/** A program in the container names the host that it asked; the page, which asks none, does not. */
const isFromShell = (request: InvokeFunctionCommand['request'] | undefined): boolean =>
  request?.kind === 'url' && request.http.headers['host'] !== undefined
