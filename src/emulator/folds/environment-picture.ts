/** One execution environment, folded from the events that carry its id. */
import type { EmulatorEvent } from '../events.ts'
import { nextState, type Signal } from '../lifecycle.ts'
import { foldBindings, loseBindings } from './bindings-picture.ts'
import { foldLane } from './lane-picture.ts'
import type { EnvironmentPicture, InvocationPicture, TmpFilePicture } from './picture.ts'

/** Lines of one environment's log that the picture keeps; older ones fall off. */
export const LOG_LINES_KEPT = 2_000

/** Values of one binding that the picture keeps, the current one included. */
export const BINDING_HISTORY_KEPT = 20

/** The environment after `event`; null where there is none yet and the event does not start one. */
export function foldEnvironment(
  before: EnvironmentPicture | null,
  event: EmulatorEvent,
  invocations: readonly InvocationPicture[],
): EnvironmentPicture | null {
  if (event.type === 'environment-started') return begin(event)
  if (before === null) return null
  const after = { ...before, ...changes(before, event, invocations) }
  const lane = foldLane(before.lane, event, after.running?.ordinal ?? before.running?.ordinal ?? null)
  return lane === before.lane ? after : { ...after, lane }
}

function begin(event: EmulatorEvent & { type: 'environment-started' }): EnvironmentPicture {
  return {
    id: event.environment,
    function: event.function,
    version: event.version,
    logStream: event.logStream,
    initializationType: event.initializationType,
    state: 'initializing',
    born: event.time,
    since: event.time,
    reclaimed: null,
    served: 0,
    running: null,
    bindings: [],
    tmp: { total: event.tmpBytes, used: 0, files: [] },
    pending: [],
    late: [],
    init: null,
    runtimeEnd: null,
    notices: [],
    lane: [],
    log: [],
  }
}

type Changes = Partial<EnvironmentPicture>

function changes(before: EnvironmentPicture, event: EmulatorEvent, invocations: readonly InvocationPicture[]): Changes {
  switch (event.type) {
    case 'invocation-placed':
      return placed(before, event, invocations)
    case 'init-started':
      return before.state === 'runtime-ended' ? { ...signal(before, 'invoke', event.time), runtimeEnd: null } : {}
    case 'init-ended':
      return initEnded(before, event)
    case 'invocation-started': {
      const running = before.running && { ...before.running, deadline: event.deadline }
      return before.state === 'frozen' ? { ...signal(before, 'invoke', event.time), running } : { running }
    }
    case 'invocation-ended':
      return { served: before.served + 1, running: null }
    case 'frozen':
      return before.state === 'running'
        ? { ...signal(before, 'responded', event.time), pending: event.pending }
        : { pending: event.pending, since: event.time }
    case 'runtime-ended':
      return runtimeEnded(before, event)
    case 'environment-reclaimed':
      return { ...signal(before, 'reclaim', event.time), reclaimed: { time: event.time, reason: event.reason } }
    default:
      return contents(before, event)
  }
}

function contents(before: EnvironmentPicture, event: EmulatorEvent): Changes {
  switch (event.type) {
    case 'module-scope':
      return { bindings: foldBindings(before.bindings, event.bindings, BINDING_HISTORY_KEPT) }
    case 'tmp-changed':
      return { tmp: { ...before.tmp, used: event.used, files: foldTmp(before.tmp.files, event) } }
    case 'late-work':
      return { late: event.timers }
    case 'notice':
      return { notices: [...before.notices, event.notice] }
    case 'log': {
      const { seq, time, source, requestId, line } = event
      return { log: [...before.log.slice(1 - LOG_LINES_KEPT), { seq, time, source, requestId, line }] }
    }
    default:
      return {}
  }
}

function placed(
  before: EnvironmentPicture,
  event: EmulatorEvent & { type: 'invocation-placed' },
  invocations: readonly InvocationPicture[],
): Changes {
  const ordinal = invocations.findIndex(invocation => invocation.requestId === event.requestId) + 1
  const running = { ordinal, requestId: event.requestId, deadline: null }
  const fresh = { running, late: [], notices: [] }
  return event.start === 'warm' ? { ...fresh, ...signal(before, 'invoke', event.time), pending: [] } : fresh
}

function initEnded(before: EnvironmentPicture, event: EmulatorEvent & { type: 'init-ended' }): Changes {
  const { durationMs, simulatedMs, status } = event
  const init = { durationMs, simulatedMs, status }
  // A failed init is followed by `runtime-ended`, which carries the state on.
  return status === 'success' ? { ...signal(before, 'init-succeeded', event.time), init } : { init }
}

function runtimeEnded(before: EnvironmentPicture, event: EmulatorEvent & { type: 'runtime-ended' }): Changes {
  return {
    ...signal(before, 'runtime-exited', event.time),
    runtimeEnd: event.end,
    pending: [],
    bindings: loseBindings(before.bindings),
  }
}

function signal(before: EnvironmentPicture, given: Signal, time: number): Changes {
  return { state: nextState(before.state, given), since: time }
}

function foldTmp(
  files: readonly TmpFilePicture[],
  event: EmulatorEvent & { type: 'tmp-changed' },
): readonly TmpFilePicture[] {
  const others = files.filter(file => file.path !== event.path)
  if (event.change === 'deleted') return others
  const { path, bytes, preview, change } = event
  return [...others, { path, bytes, preview, directory: change === 'directory' }].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  )
}
