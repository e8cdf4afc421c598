/** An environment's lane in the timeline: stretches of init, run, frozen and runtime ended, end to end. */
import type { EmulatorEvent, PhaseStatus, RuntimeEnd } from '../events.ts'
import type { Segment } from './picture.ts'

/** The lane after `event`; the same array where nothing changed. `ordinal` is the invocation that runs, if one does. */
export function foldLane(lane: readonly Segment[], event: EmulatorEvent, ordinal: number | null): readonly Segment[] {
  switch (event.type) {
    case 'init-started': {
      const init = { ...segment('init', event), simulatedMs: event.simulatedMs, again: event.phase === 'invoke' }
      return [...close(lane, event, null), event.phase === 'invoke' ? { ...init, invocation: ordinal } : init]
    }
    case 'init-ended':
      return end(lane, event, 'init')
    case 'invocation-started':
      return [...close(lane, event, null), { ...segment('run', event), invocation: ordinal }]
    case 'invocation-ended':
      return end(lane, event, 'run')
    case 'frozen':
      return [...close(lane, event, null), segment('frozen', event)]
    case 'runtime-ended':
      // What it ends tells of its own end later, or never.
      return [...close(lane, event, statusOf(event.end)), segment('runtime-ended', event)]
    case 'environment-reclaimed':
      return close(lane, event, null)
    default:
      return lane
  }
}

type Moment = Pick<EmulatorEvent, 'time' | 'seq'>

function segment(kind: Segment['kind'], { time, seq }: Moment): Segment {
  const open = { begin: time, beginSeq: seq, end: null, endSeq: null }
  return { kind, ...open, invocation: null, status: null, simulatedMs: 0, again: false }
}

function statusOf({ kind }: RuntimeEnd): PhaseStatus {
  return kind === 'timeout' || kind === 'init-timeout' ? 'timeout' : 'error'
}

/** The phase is over; nothing to do where its runtime ended first. */
function end(
  lane: readonly Segment[],
  event: Moment & { readonly status: PhaseStatus },
  kind: Segment['kind'],
): readonly Segment[] {
  return lane.at(-1)?.kind === kind ? close(lane, event, event.status) : lane
}

/** Ends the open stretch. A status names how it went; an end that was already set stays. */
function close(lane: readonly Segment[], { time, seq }: Moment, status: PhaseStatus | null): readonly Segment[] {
  const last = lane.at(-1)
  if (last === undefined || last.end !== null) return lane
  return [...lane.slice(0, -1), { ...last, end: time, endSeq: seq, status: status ?? last.status }]
}
