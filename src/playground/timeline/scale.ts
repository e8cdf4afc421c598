/**
 * The timeline's scale. Time is squeezed: a stretch between two boundaries is as wide as the logarithm of its length,
 * so that 1 ms of handler and 15 minutes of idleness can both be read. Order is exact, lengths are not.
 */
import type { EnvironmentPicture } from '../../emulator/folds/picture.ts'

/** Share of every stretch before its length counts, so that even the shortest can hold a number. */
const LEAST = 3

export interface Scale {
  /** Percent of the width, 0 to 100, for a virtual time. */
  at(time: number): number
  readonly boundaries: readonly number[]
}

export function createScale(environments: readonly EnvironmentPicture[], now: number): Scale {
  const times = environments.flatMap(({ lane }) => lane.flatMap(({ begin, end }) => [begin, end ?? now]))
  const boundaries = [...new Set(times)].sort((a, b) => a - b)
  const widths = boundaries.slice(1).map((time, index) => widthOf(time - (boundaries[index] ?? time)))
  const total = widths.reduce((sum, width) => sum + width, 0) || 1
  const positions = new Map<number, number>()
  let reached = 0
  for (const [index, time] of boundaries.entries()) {
    positions.set(time, (reached / total) * 100)
    reached += widths[index] ?? 0
  }
  return { at: time => positions.get(time) ?? 100, boundaries }
}

const widthOf = (ms: number): number => (ms < 0.5 ? 0.2 : LEAST + Math.log2(1 + ms))
