/** One line of the table of peers. Times in ms. */
import type { Subject } from './subject.ts'

/** How often each is measured. */
export interface Samples {
  readonly cold: number
  readonly warm: number
  /** How many overlap. */
  readonly overlapping: number
}

export interface Row {
  readonly name: string
  readonly isolation: Subject['isolation']
  readonly cold: number
  readonly warm: number
  /** Warm invocations a second, one after another. */
  readonly second: number
  /** What all that overlap took beyond the handler’s own time. */
  readonly overlapping: number
  /** What its ratios are to: the bare worker of the same place. Null where that is this one. */
  readonly raw: Row | null
}

const HEAD = ['', 'isolation', 'cold ms', '', 'warm ms', '', 'a second', '50 at once, ms']

/** The rows as a table in Markdown. */
export function markdown(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cells)].map(row => `| ${row.join(' | ')} |`)
  lines.splice(1, 0, `|${' --- |'.repeat(HEAD.length)}`)
  return lines.join('\n')
}

function cells(row: Row): readonly string[] {
  const raw = row.raw ?? row
  return [
    row.name,
    row.isolation,
    row.cold.toFixed(1),
    `${(row.cold / raw.cold).toFixed(2)}x`,
    row.warm.toFixed(3),
    `${(row.warm / raw.warm).toFixed(2)}x`,
    Math.round(row.second).toLocaleString('en'),
    row.overlapping.toFixed(0),
  ]
}
