/**
 * The oracle: replays every scenario on our guest and on AWS's client, both under the same emulator, and prints where
 * they differ. Ends with 0 when each difference is explained in `explained.yaml` and each explanation is still needed.
 * Arguments are parts of file names, to replay those alone; `--explained` also prints what is explained, and by which
 * rows; `--write` writes tests/fidelity/oracle.md, which FIDELITY.md takes up, after a whole run that ended well.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import type { Scenario } from '../../src/scenario/scenario.ts'
import { scenarioFiles } from '../scenarios/files.ts'
import { compare, type Hunk } from './compare.ts'
import { type Difference, Explained } from './explained.ts'
import { CLIENTS, ourGuests, theirGuests } from './guests.ts'
import { type OracleResult, reportText } from './report.ts'
import { run, scenarioAt } from './run.ts'
import { removeScratch } from './scratch.ts'

/** Of a hunk: what is beyond helps nobody. */
const LINES_SHOWN = 40
const CHARS_SHOWN = 400
/** Where FIDELITY.md's writer looks for it. */
const REPORT = new URL('../fidelity/oracle.md', import.meta.url)

const flags = process.argv.slice(2).filter(value => value.startsWith('--'))
const chosen = process.argv.slice(2).filter(value => !value.startsWith('--'))
const unknown = flags.filter(flag => flag !== '--explained' && flag !== '--write')
const files = scenarioFiles().filter(file => chosen.length === 0 || chosen.some(part => file.includes(part)))
const explained = new Explained(new URL('explained.yaml', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'warmstart-oracle-'))
const say = (text: string): void => void process.stdout.write(`${text}\n`)

const notCompared: { file: string; why: string }[] = []
let steps = 0
let unexplained = 0
if (unknown.length > 0) throw new Error(`${unknown.join(', ')}: unknown. There are --explained and --write.`)
for (const file of files) await replay(file)
removeScratch(scratch)
conclude()

async function replay(path: string): Promise<void> {
  const file = relative(process.cwd(), path)
  const scenario = await scenarioAt(path)
  const why = whyNotCompared(scenario)
  if (why !== null) {
    notCompared.push({ file, why })
    say(`– ${file}: not compared: ${why}`)
    return
  }
  const ours = await run(scenario, ourGuests())
  const theirs = await run(scenario, theirGuests(scratch))
  const hunks = ours.flatMap(({ step, facts }, index) => compare(step, facts, theirs[index]?.facts ?? []))
  const differences = hunks.map(hunk => ({ hunk, lines: explained.explain(file, hunk) }))
  const open = differences.filter(({ lines }) => lines.some(({ rows }) => rows.length === 0))
  steps += ours.length
  unexplained += open.length
  const known = hunks.length - open.length
  say(`${open.length === 0 ? '✓' : '✗'} ${file}: ${ours.length} steps${known === 0 ? '' : `, ${known} explained`}`)
  for (const { hunk, lines } of flags.includes('--explained') ? differences : open) show(hunk, lines)
}

/** Why a scenario is none for AWS's client; null where it is. */
function whyNotCompared({ account }: Scenario): string | null {
  if (account.database === undefined) return null
  return 'its functions reach a database of ours, over sockets that AWS’s client would open to a real address'
}

function show({ step, kind }: Hunk, lines: readonly Difference[]): void {
  say(`  step ${step}, ${kind}`)
  const shown = flags.includes('--explained') ? lines : lines.filter(({ rows }) => rows.length === 0)
  for (const { side, line, rows } of shown.slice(0, LINES_SHOWN)) {
    const text = line.length > CHARS_SHOWN ? `${line.slice(0, CHARS_SHOWN)}…` : line
    say(`    ${side === 'ours' ? 'ours' : ' AWS'}: ${text}${rows.length === 0 ? '' : `   [${rows.join(', ')}]`}`)
  }
  if (shown.length > LINES_SHOWN) say(`    … and ${shown.length - LINES_SHOWN} more lines`)
}

function conclude(): void {
  const rows = explained.uses()
  const unneeded = chosen.length === 0 ? rows.filter(({ lines }) => lines === 0) : []
  for (const { id } of unneeded) say(`✗ ${id} of explained.yaml explains nothing any more: take it out`)
  const failed = unexplained + unneeded.length > 0
  const result: OracleResult = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    clients: CLIENTS.map(({ runtime, version }) => ({ runtime, version })),
    scenarios: files.length - notCompared.length,
    steps,
    unexplained,
    rows: rows.filter(({ lines }) => lines > 0),
    notCompared,
  }
  const text = reportText(result)
  say(`\n${text}`)
  process.exitCode = failed ? 1 : 0
  if (!flags.includes('--write')) return
  if (failed || chosen.length > 0) say('Not written: only a whole run that ends well is.')
  else writeFileSync(REPORT, text)
}
