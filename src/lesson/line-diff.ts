/** Two texts line by line: what stays, what goes, what comes. */

/** A line of the difference. `before` and `after` are its numbers from 0 in each text; null where it has none. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly before: number | null
  readonly after: number | null
}

/** The shortest difference, removed lines before those that take their place. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const common = commonLengths(before, after)
  const lines: DiffLine[] = []
  let one = 0
  let other = 0
  while (one < before.length || other < after.length) {
    if (one < before.length && other < after.length && before[one] === after[other]) {
      lines.push({ kind: 'same', before: one++, after: other++ })
    } else if (
      other >= after.length ||
      (one < before.length && at(common, one + 1, other) >= at(common, one, other + 1))
    ) {
      lines.push({ kind: 'removed', before: one++, after: null })
    } else lines.push({ kind: 'added', before: null, after: other++ })
  }
  return lines
}

/** Groups of changed lines with `context` lines around each; what lies between two groups is left out. */
export function hunksOf(lines: readonly DiffLine[], context: number): readonly (readonly DiffLine[])[] {
  const shown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind !== 'same'),
  )
  const hunks: DiffLine[][] = []
  for (const [index, line] of lines.entries()) {
    if (shown[index] !== true) continue
    if (shown[index - 1] !== true) hunks.push([])
    hunks.at(-1)?.push(line)
  }
  return hunks
}

/** How many lines the rests of both texts have in common, by where the rests begin. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  for (let one = before.length - 1; one >= 0; one--) {
    const row = table[one] ?? []
    for (let other = after.length - 1; other >= 0; other--) {
      row[other] =
        before[one] === after[other]
          ? at(table, one + 1, other + 1) + 1
          : Math.max(at(table, one + 1, other), at(table, one, other + 1))
    }
  }
  return table
}

const at = (table: readonly (readonly number[])[], one: number, other: number): number => table[one]?.[other] ?? 0
