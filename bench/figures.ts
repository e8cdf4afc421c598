/** Figures of the bench: samples in milliseconds, their middle, and one printed line each. */

/** What is printed on one line. Times in ms. */
export interface Figure {
  readonly where: string
  readonly what: string
  /** The same by a bare Worker; null where there is no such thing. */
  readonly raw: number | null
  readonly ours: number
  /** At most this (DESIGN 9); null where there is no budget. */
  readonly budget: number | null
  readonly samples: number
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5)
}

/** The sample below which `share` of all lie. Throws where there is none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  if (value === undefined) throw new Error('Nothing was measured.')
  return value
}

const HEAD = ['where', 'what', 'raw Worker', 'ours', 'ratio', 'budget', '', 'n']

/** The figures as a table of fixed columns. */
export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(cells)]
  const widths = HEAD.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
  return rows.map(line).join('\n')
}

function cells({ where, what, raw, ours, budget, samples }: Figure): readonly string[] {
  const ratio = raw === null ? '' : `${(ours / raw).toFixed(2)}x`
  const limit = budget === null ? '' : `<= ${budget} ms`
  const verdict = budget === null ? '' : ours <= budget ? 'within' : 'over'
  return [
    where,
    what,
    raw === null ? '' : milliseconds(raw),
    milliseconds(ours),
    ratio,
    limit,
    verdict,
    String(samples),
  ]
}

const milliseconds = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : 1)} ms`
