/** Where two runs of one scenario differ: hunks of lines that only one of them has. */
import type { Fact, Kind } from './facts.ts'

/** What one run has in a place and the other has not. */
export interface Hunk {
  /** Number of the step in the file. */
  readonly step: number
  readonly kind: Kind
  readonly ours: readonly string[]
  readonly theirs: readonly string[]
}

/** The hunks of one step, in order. */
export function compare(step: number, ours: readonly Fact[], theirs: readonly Fact[]): Hunk[] {
  return ours.flatMap(({ kind, lines }) => {
    const other = theirs.find(fact => fact.kind === kind)?.lines ?? []
    return hunksOf(lines, other).map(hunk => ({ step, kind, ...hunk }))
  })
}

interface Sides {
  ours: string[]
  theirs: string[]
}

/** The lines that are not in the longest common subsequence, those that stand together as one hunk. */
function hunksOf(ours: readonly string[], theirs: readonly string[]): Sides[] {
  const lengths = commonLengths(ours, theirs)
  const hunks: Sides[] = []
  let open: Sides | null = null
  const current = (): Sides => {
    if (open === null) {
      open = { ours: [], theirs: [] }
      hunks.push(open)
    }
    return open
  }
  let [i, j] = [0, 0]
  while (i < ours.length || j < theirs.length) {
    const [mine, other] = [ours[i], theirs[j]]
    if (mine !== undefined && mine === other) {
      open = null
      i++
      j++
    } else if (mine !== undefined && (other === undefined || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      current().ours.push(mine)
      i++
    } else if (other !== undefined) {
      current().theirs.push(other)
      j++
    }
  }
  return hunks
}

const at = (lengths: readonly Uint32Array[], i: number, j: number): number => lengths[i]?.[j] ?? 0

/** How long the longest common subsequence is from each pair of places on. */
function commonLengths(ours: readonly string[], theirs: readonly string[]): readonly Uint32Array[] {
  const lengths = Array.from({ length: ours.length + 1 }, () => new Uint32Array(theirs.length + 1))
  for (let i = ours.length - 1; i >= 0; i--) {
    const row = lengths[i]
    if (row === undefined) continue
    for (let j = theirs.length - 1; j >= 0; j--) {
      row[j] =
        ours[i] === theirs[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
    }
  }
  return lengths
}
