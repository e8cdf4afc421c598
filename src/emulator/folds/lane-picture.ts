/** An environment's lane in the timeline: stretches of init, run, frozen and runtime ended, end to end. */
import type { EmulatorEvent, PhaseStatus } from '../events.ts'
import type { Segment } from './picture.ts'

/** The lane after `event`; the same array where nothing changed. `ordinal` is the invocation that runs, if one does. */
export function foldLane(lane: readonly Segment[], event: EmulatorEvent, ordinal: number | null): readonly Segment[] {
  switch (event.type) {
    case 'init-started': {
      const init = { ...segment('init', event.time), simulatedMs: event.simulatedMs, again: event.phase === 'invoke' }
      return [...close(lane, event.time, null), event.phase === 'invoke' ? { ...init, invocation: ordinal } : init]
    }
    case 'init-ended':
      return close(lane, event.time, event.status)
    case 'invocation-started':
      return [...close(lane, event.time, null), { ...segment('run', event.time), invocation: ordinal }]
    case 'invocation-ended':
      return close(lane, event.time, event.status)
    case 'frozen':
      return [...close(lane, event.time, null), segment('frozen', event.time)]
    case 'runtime-ended':
      return [...close(lane, event.time, null), segment('runtime-ended', event.time)]
    case 'environment-reclaimed':
      return close(lane, event.time, null)
    default:
      return lane
  }
}

function segment(kind: Segment['kind'], begin: number): Segment {
  return { kind, begin, end: null, invocation: null, status: null, simulatedMs: 0, again: false }
}

/** Ends the open stretch. A status names how it went; an end that was already set stays. */
function close(lane: readonly Segment[], time: number, status: PhaseStatus | null): readonly Segment[] {
  const last = lane.at(-1)
  if (last === undefined || last.end !== null) return lane
  return [...lane.slice(0, -1), { ...last, end: time, status: status ?? last.status }]
}
