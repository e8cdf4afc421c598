/** What a run of the oracle came to, as Markdown: printed at its end, and taken up by FIDELITY.md below its heading. */

/** A row of explained.yaml that was needed, and for how many lines. */
export interface NeededRow {
  readonly id: string
  readonly lines: number
  readonly verdict: string
  readonly why: string
  readonly source: string
}

/** The end of a run. */
export interface OracleResult {
  /** YYYY-MM-DD. */
  readonly date: string
  /** Version of the Node that ran it, and that runs nodejs24.x. */
  readonly node: string
  readonly clients: readonly { readonly runtime: string; readonly version: string }[]
  /** Scenarios and steps that were compared. */
  readonly scenarios: number
  readonly steps: number
  /** Differences that no row explains. */
  readonly unexplained: number
  readonly rows: readonly NeededRow[]
  readonly notCompared: readonly { readonly file: string; readonly why: string }[]
}

/** What AWS's client tells nothing of, in any scenario. */
const UNTOLD = 'Of no scenario: module scope, pending and late timers; AWS’s client tells nothing of them.'

/** The text, ending in a newline. */
export function reportText(result: OracleResult): string {
  const { date, node, clients, scenarios, steps, unexplained, rows, notCompared } = result
  const versions = clients.map(({ runtime, version }) => `\`aws-lambda-ric\` ${version} for ${runtime}`).join(', ')
  const lines = rows.reduce((sum, row) => sum + row.lines, 0)
  return [
    `${date}, Node ${node}, ${versions}: ${scenarios} scenarios, ${steps} steps
compared, **${unexplained} unexplained differences**. The explained ones, ${lines} lines in all (a line may have several reasons):`,
    table(['What differs, and why', 'Lines', 'Verdict', 'Source'], rows.map(rowCells)),
    'Not compared:',
    [...notCompared.map(({ file, why }) => `- \`${file}\`: ${why}.`), `- ${UNTOLD}`].join('\n'),
  ]
    .join('\n\n')
    .concat('\n')
}

const rowCells = ({ lines, verdict, why, source }: NeededRow): string[] => [why, String(lines), verdict, source]

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const escaped = (cell: string): string => cell.trim().replaceAll('|', '\\|').replaceAll('\n', ' ')
