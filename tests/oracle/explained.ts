/** The differences we know of, each with its reason and source: `explained.yaml`. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Hunk } from './compare.ts'
import { KINDS } from './facts.ts'

const ROW = z.strictObject({
  id: z.string(),
  /** One kind, or several. */
  kind: z.union([z.enum(KINDS), z.array(z.enum(KINDS))]),
  /** Which scenario files; all unless said. A regular expression. */
  scenario: z.string().optional(),
  /** Lines that only our run has, and that only the other has: regular expressions. */
  ours: z.string().optional(),
  theirs: z.string().optional(),
  verdict: z.enum(['faithful', 'approximated', 'not modelled']),
  why: z.string(),
  source: z.string(),
})

export type Row = z.infer<typeof ROW>

/** Rows, and how many lines each explained. */
export class Explained {
  readonly #rows: readonly Row[]
  readonly #used = new Map<string, number>()

  /** Reads the file at `path`. Throws where it is not what it should be. */
  constructor(path: URL) {
    this.#rows = z.array(ROW).parse(parse(readFileSync(path, 'utf8')))
  }

  /** What of a hunk no row explains; null when there is nothing left. */
  rest(scenario: string, hunk: Hunk): Hunk | null {
    const rows = this.#rows.filter(
      row =>
        [row.kind].flat().includes(hunk.kind) &&
        (row.scenario === undefined || new RegExp(row.scenario).test(scenario)),
    )
    const ours = hunk.ours.filter(line => !this.#explains(rows, line, row => row.ours))
    const theirs = hunk.theirs.filter(line => !this.#explains(rows, line, row => row.theirs))
    return ours.length + theirs.length === 0 ? null : { ...hunk, ours, theirs }
  }

  /** Every row and the number of lines it explained. */
  uses(): readonly (Row & { readonly lines: number })[] {
    return this.#rows.map(row => ({ ...row, lines: this.#used.get(row.id) ?? 0 }))
  }

  /** Whether any row explains the line. All that do are needed for it, whichever comes first. */
  #explains(rows: readonly Row[], line: string, side: (row: Row) => string | undefined): boolean {
    const found = rows.filter(row => {
      const pattern = side(row)
      return pattern !== undefined && new RegExp(pattern).test(line)
    })
    for (const { id } of found) this.#used.set(id, (this.#used.get(id) ?? 0) + 1)
    return found.length > 0
  }
}
