/** The differences we know of, each with its reason and source: `explained.yaml`. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Hunk } from './compare.ts'
import { KINDS } from './facts.ts'

const regex = z.string().transform(text => new RegExp(text))

const ROW = z.strictObject({
  id: z.string(),
  /** One kind, or several. */
  kind: z.union([z.enum(KINDS), z.array(z.enum(KINDS))]),
  /** Which scenario files; all unless said. */
  scenario: regex.optional(),
  /** Which of their steps, as the replay numbers them; all unless said. */
  steps: z.array(z.int()).optional(),
  /** Lines that only our run has, and that only the other has. */
  ours: regex.optional(),
  theirs: regex.optional(),
  /** Lines in a row that only the other has, from one to another. */
  block: z.strictObject({ from: regex, to: regex }).optional(),
  verdict: z.enum(['faithful', 'approximated', 'not modelled']),
  why: z.string(),
  source: z.string(),
})

export type Row = z.infer<typeof ROW>

/** A line that one run has and the other has not, and the ids of the rows that explain it. */
export interface Difference {
  readonly side: 'ours' | 'theirs'
  readonly line: string
  readonly rows: readonly string[]
}

/** Rows, and how many lines each explained. */
export class Explained {
  readonly #rows: readonly Row[]
  readonly #used = new Map<string, number>()

  /** Reads the file at `path`. Throws where it is not what it should be. */
  constructor(path: URL) {
    this.#rows = z.array(ROW).parse(parse(readFileSync(path, 'utf8')))
  }

  /** The lines of a hunk. Every row that explains a line is needed for it, whichever comes first. */
  explain(scenario: string, hunk: Hunk): readonly Difference[] {
    const rows = this.#rows.filter(
      ({ kind, scenario: files, steps }) =>
        [kind].flat().includes(hunk.kind) && files?.test(scenario) !== false && steps?.includes(hunk.step) !== false,
    )
    const blocks = rows.map(({ id, block }) => ({ id, lines: block === undefined ? [] : linesOf(block, hunk.theirs) }))
    const differences = [
      ...hunk.ours.map(line => ({ side: 'ours' as const, line, rows: matching(rows, row => row.ours, line) })),
      ...hunk.theirs.map((line, index) => ({
        side: 'theirs' as const,
        line,
        rows: [
          ...matching(rows, row => row.theirs, line),
          ...blocks.flatMap(({ id, lines }) => (lines[index] === true ? [id] : [])),
        ],
      })),
    ]
    for (const id of differences.flatMap(({ rows: ids }) => ids)) this.#used.set(id, (this.#used.get(id) ?? 0) + 1)
    return differences
  }

  /** Every row and the number of lines it explained. */
  uses(): readonly (Row & { readonly lines: number })[] {
    return this.#rows.map(row => ({ ...row, lines: this.#used.get(row.id) ?? 0 }))
  }
}

const matching = (rows: readonly Row[], side: (row: Row) => RegExp | undefined, line: string): readonly string[] =>
  rows.filter(row => side(row)?.test(line) === true).map(({ id }) => id)

/** Which lines lie in a block; one that does not come to its end is none. */
function linesOf({ from, to }: { readonly from: RegExp; readonly to: RegExp }, lines: readonly string[]): boolean[] {
  const inside = lines.map(() => false)
  for (let start = lines.findIndex(line => from.test(line)); start >= 0; ) {
    const end = lines.findIndex((line, index) => index >= start && to.test(line))
    if (end < 0) break
    inside.fill(true, start, end + 1)
    start = lines.findIndex((line, index) => index > end && from.test(line))
  }
  return inside
}
