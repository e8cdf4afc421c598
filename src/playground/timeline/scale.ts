/**
 * The timeline's scale. Time is squeezed: a stretch between two moments is as wide as the logarithm of its length, so
 * that 1 ms of handler and 15 minutes of idleness can both be read. A pause in which nothing runs has a width even where
 * no time passes (it stands while the reader reads): that it was frozen there is what the picture is for. Order is exact,
 * lengths are not.
 */
import type { EnvironmentPicture, Segment } from '../../emulator/folds/picture.ts'

/** Share of a stretch before its length counts, so that even the shortest can hold a number. */
const LEAST = 3
/** Share of a pause without length, and of two events of one moment. */
const PAUSE = 6
const INSTANT = 0.2
/** Virtual ms below which a stretch counts as none. */
const NOTHING_MS = 0.5
/** Virtual ms that threads may take between two phases of one environment. */
const HAND_OVER_MS = 10

/** A moment: the time of an event and its number, or now. */
export interface Moment {
  readonly time: number
  readonly seq: number
}

export interface Scale {
  /** Percent of the width, 0 to 100, at the event of this number; null is now. */
  at(seq: number | null): number
  /** Every moment drawn, in order; the last is now while something lasts. */
  readonly moments: readonly Moment[]
}

/** A scale for the lanes of `environments`, up to `now`. */
export function createScale(environments: readonly EnvironmentPicture[], now: number): Scale {
  const segments = environments.flatMap(({ lane }) => lane)
  const moments = momentsOf(segments, now)
  const lanes = environments.map(({ lane }) => lane)
  const widths = moments.slice(1).map((moment, index) => widthOf(moments[index] ?? moment, moment, lanes))
  const total = widths.reduce((sum, width) => sum + width, 0) || 1
  const positions = new Map<number, number>()
  let reached = 0
  for (const [index, { seq }] of moments.entries()) {
    positions.set(seq, (reached / total) * 100)
    reached += widths[index] ?? 0
  }
  return { at: seq => positions.get(seq ?? NOW) ?? 100, moments }
}

/** The number of what comes after every event. */
const NOW = Number.POSITIVE_INFINITY

function momentsOf(segments: readonly Segment[], now: number): Moment[] {
  const times = new Map<number, number>()
  for (const { begin, beginSeq, end, endSeq } of segments) {
    times.set(beginSeq, begin)
    times.set(endSeq ?? NOW, end ?? now)
  }
  return [...times].map(([seq, time]) => ({ seq, time })).sort((one, other) => one.seq - other.seq)
}

type Lanes = readonly (readonly Segment[])[]

function widthOf(from: Moment, to: Moment, lanes: Lanes): number {
  const ms = to.time - from.time
  if (ms < HAND_OVER_MS && lanes.some(lane => isBetweenPhases(from, to, lane))) return INSTANT
  if (ms >= NOTHING_MS) return LEAST + Math.log2(1 + ms)
  return isPause(from, to, lanes.flat()) ? PAUSE : INSTANT
}

/** From init to handler, from handler to freeze: threads hand over, and the lane looks whole. */
function isBetweenPhases(from: Moment, to: Moment, lane: readonly Segment[]): boolean {
  return lane.some(({ endSeq }, index) => {
    const next = lane[index + 1]
    return next !== undefined && (endSeq ?? NOW) <= from.seq && next.beginSeq >= to.seq
  })
}

/** Something is frozen between the two and nothing runs. */
function isPause(from: Moment, to: Moment, segments: readonly Segment[]): boolean {
  const between = segments.filter(({ beginSeq, endSeq }) => beginSeq <= from.seq && (endSeq ?? NOW) >= to.seq)
  return between.length > 0 && between.every(({ kind }) => kind === 'frozen' || kind === 'runtime-ended')
}
