/** FIDELITY.md as text, from the rows and what other commands left to be told beside them. */
import { existsSync, readFileSync } from 'node:fs'
import { ENGINES, type EngineName, EXCEPTIONS } from '../scenarios/exceptions.ts'
import { holdsOn, isShown, PEER_ROWS, ROWS, type Row, SECTIONS, type Section, type ShownRow } from './rows.ts'

/** Last results of commands that are no part of `npm test`, told below their heading as they stand, where there are any. */
const APPENDICES = [
  {
    file: 'oracle.md',
    heading: 'Beside AWS’s own client',
    intro: `The last result of \`npm run oracle\`, which replays every scenario on the runtime clients that AWS publishes and on our
guest, both driven by our emulator under the same virtual time, and compares answers, payloads, function URLs, log lines
with their times, \`/tmp\` and environments line by line.`,
  },
  {
    file: 'bench-peers.md',
    heading: 'Times beside other emulators',
    intro:
      'The last result of `npm run bench:peers`, which runs the same handler on each of them, one after another on one machine.',
  },
]

const PEERS = ['RIE', 'RIC', 'serverless-offline', 'lambda-local', '@vercel/fun', 'LocalStack', 'SAM CLI']

const HEAD = `# Fidelity

What AWS Lambda does between two requests, and how near Warmstart comes to it: \`nodejs24.x\`, and \`nodejs22.x\` where it differs.
This file is written by \`npm run fidelity\` from \`tests/fidelity/rows.yaml\` and, at its end, from the last results of commands
that are no part of \`npm test\`; do not edit it. \`npm test\` holds it true:

- the file is what its rows make of it;
- the scenario of every row is replayed on each engine whose column has a ✓;
- a row whose scenario is not replayed on an engine cannot say *faithful*;
- every row names a small change of the source that switches its behaviour off, and its scenario fails on the source so
  changed: what shows a behaviour would notice its loss.

**Verdicts.** *faithful*: as the source says, to the letter where it has letters. *approximated*: there, and different as
told. *not modelled*: not there, for the reason told.

**Sources.** A: a document of AWS. V: recorded against AWS and published (the validated snapshots of LocalStack). R: read in
source that AWS owns (\`aws-lambda-ric\`, its runtime interface emulator). W: seen in log lines that others published. M:
measured with \`aws-lambda-ric\` 4.0.2, and 3.3.0 for \`nodejs22.x\`. S: third-party source. U: not documented. Confidence is ours: high, med, low.`

/** The whole file. */
export function documentText(): string {
  const parts = [
    HEAD,
    summary(),
    ...SECTIONS.map(sectionText),
    containerText(),
    exceptionsText(),
    comparisonText(),
    ...appendices(),
  ]
  return `${parts.join('\n\n')}\n`
}

function summary(): string {
  const count = (verdict: Row['verdict']): number => ROWS.filter(row => row.verdict === verdict).length
  const counts = (['faithful', 'approximated', 'not modelled'] as const).map(verdict => `${count(verdict)} ${verdict}`)
  return `${ROWS.length} rows: ${counts.join(', ')}.`
}

function sectionText({ title, rows }: Section): string {
  const head = ['Behaviour', 'Verdict', 'Source', 'Conf.', 'Shown by', ...ENGINES, 'What differs']
  return `## ${title}\n\n${table(head, rows.map(rowCells))}`
}

function rowCells(row: Row): string[] {
  const head = [row.behaviour, row.verdict, row.source, row.confidence]
  const difference = row.verdict === 'faithful' ? '' : row.difference
  if (!isShown(row)) return [...head, '', ...ENGINES.map(() => ''), difference]
  const results = ENGINES.map(engine => resultOf(row, engine))
  return [...head, link(row.scenario), ...results, difference]
}

function resultOf(row: ShownRow, engine: EngineName): string {
  if (!holdsOn(row, engine)) return '–'
  return engine === 'webcontainer' && row.container !== undefined ? '✓ *' : '✓'
}

function link(path: string): string {
  const parts = path.split('/')
  const name = path.startsWith('lessons/') ? (parts[1] ?? path) : (parts.at(-1) ?? path).replace('.yaml', '')
  return `[${name}](${path})`
}

/** What the column of the second engine shows, and what it cannot. */
function containerText(): string {
  const intro =
    'The real runtime loads from StackBlitz’s servers and was not run here. A ✓ in its column says that the scenario holds on that\n' +
    'engine over its double: the vendor’s own client in Chromium, and the node home under a terminal on Node 22.22 of this machine.\n' +
    'The page `/diagnostics/` certifies the real one, in the browser that opens it. What is reported of it and a double cannot show (*):'
  const rows = ROWS.filter(isShown).flatMap(({ behaviour, container }) =>
    container === undefined ? [] : [[behaviour, container]],
  )
  return `## The WebContainer column\n\n${intro}\n\n${table(['Behaviour', 'In the real WebContainer'], rows)}`
}

function exceptionsText(): string {
  const lines = ENGINES.flatMap(engine =>
    Object.entries(EXCEPTIONS[engine]).map(([scenario, reason]) => `- ${engine}, ${link(scenario)}: ${reason}.`),
  )
  return `## Scenarios that an engine is not held to\n\n${lines.join('\n')}`
}

function comparisonText(): string {
  const rows = PEER_ROWS.map(({ behaviour, peers, rows: ids, remark }) => [behaviour, oursOf(ids, remark), ...peers])
  return [
    '## Beside other emulators',
    'Read in their sources or measured, in November 2026; Y yes, N no, P partly, ? not determined. RIE: AWS’s runtime interface',
    'emulator (4fa2157). RIC: `aws-lambda-ric` 4.0.2, the client half alone (“host”: up to whoever drives it).',
    'serverless-offline 14.8.2 with worker threads (“ip”: in-process), lambda-local 2.2.0, @vercel/fun 1.3.6, LocalStack',
    '(8b9a79f), SAM CLI 1.164.0. Ours is Y where all rows that tell of it are faithful.',
  ]
    .join('\n')
    .replace('emulators\nRead', 'emulators\n\nRead')
    .concat('\n\n', table(['Behaviour', 'Warmstart', ...PEERS], rows))
}

/** Y, P or N, by the verdicts of the rows that tell of it. */
function oursOf(ids: readonly string[], remark: string | undefined): string {
  const verdicts = ids.map(id => ROWS.find(row => row.id === id)?.verdict)
  const all = verdicts.every(verdict => verdict === 'faithful')
  const none = verdicts.every(verdict => verdict === 'not modelled')
  const letter = all ? '**Y**' : none ? 'N' : 'P'
  return remark === undefined ? letter : `${letter} ${remark}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`.replaceAll('|  |', '| |')
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const escaped = (cell: string): string => cell.trim().replaceAll('|', '\\|').replaceAll('\n', ' ')

function appendices(): string[] {
  const there = APPENDICES.filter(({ file }) => existsSync(new URL(file, import.meta.url)))
  return there.map(({ file, heading, intro }) => {
    const result = readFileSync(new URL(file, import.meta.url), 'utf8').trim()
    return `## ${heading}\n\n${intro}\n\n${result}`
  })
}
