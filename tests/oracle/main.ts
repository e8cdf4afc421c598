/**
 * The oracle: replays every scenario on our guest and on AWS's client, both under the same emulator, and prints where
 * they differ. Ends with 0 when each difference is explained in `explained.yaml` and each explanation is still needed.
 * Arguments are parts of file names, to replay those alone.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { createNodeSandboxes } from '../../src/sandboxes/node/provider.ts'
import { createRicSandboxes } from '../../src/sandboxes/ric/provider.ts'
import type { Scenario } from '../../src/scenario/scenario.ts'
import { scenarioFiles } from '../scenarios/files.ts'
import { compare, type Hunk } from './compare.ts'
import { Explained } from './explained.ts'
import { type Guests, run, scenarioAt } from './run.ts'
import { PACE } from './steady-time.ts'

/** Its client is aws-lambda-ric 3. */
const OTHER_CLIENT = 'nodejs22.x'
/** Of a hunk's side: what is beyond helps nobody. */
const LINES_SHOWN = 20
const CHARS_SHOWN = 400
const US_PER_MS = 1_000

const chosen = process.argv.slice(2)
const files = scenarioFiles().filter(file => chosen.length === 0 || chosen.some(part => file.includes(part)))
const explained = new Explained(new URL('explained.yaml', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'warmstart-oracle-'))
const say = (text: string): void => void process.stdout.write(`${text}\n`)

let compared = 0
let unexplained = 0
for (const file of files) await replay(file)
rmSync(scratch, { recursive: true, force: true })
conclude()

async function replay(file: string): Promise<void> {
  const name = relative(process.cwd(), file)
  const scenario = await scenarioAt(file)
  const apart = notCompared(scenario)
  if (apart !== null) {
    say(`– ${name}: not compared, ${apart}`)
    return
  }
  const ours = await run(scenario, ourGuests())
  const theirs = await run(scenario, theirGuests())
  const hunks = ours.flatMap(({ step, facts }, index) => compare(step, facts, theirs[index]?.facts ?? []))
  const rest = hunks.flatMap(hunk => explained.rest(name, hunk) ?? [])
  compared += ours.length
  unexplained += rest.length
  const known = hunks.length - rest.length
  say(
    `${rest.length === 0 ? '✓' : '✗'} ${name}: ${ours.length} steps${known === 0 ? '' : `, ${known} differences explained`}`,
  )
  for (const hunk of rest) show(hunk)
}

/** Whether a function of it begins with this runtime, or comes to have it. */
function namesRuntime(scenario: Scenario, runtime: string): boolean {
  const actions = scenario.steps.flatMap(step => ('together' in step ? step.together : [step])).map(step => step.action)
  const configured = actions.flatMap(action => (action.kind === 'configure' ? [action] : []))
  return [...scenario.functions, ...configured].some(({ configuration }) => configuration.runtime === runtime)
}

/** Why a scenario is none for AWS's client; null where it is. */
function notCompared(scenario: Scenario): string | null {
  const { functions } = scenario
  const text = functions.flatMap(({ files }) => (files.kind === 'map' ? files.files.map(file => file.text) : [])).join()
  if (namesRuntime(scenario, OTHER_CLIENT)) return `${OTHER_CLIENT} runs an older client`
  if (text.includes("from 'outside'")) return 'the module outside is Warmstart’s own'
  if (scenario.account.database !== undefined) return 'AWS’s client would connect to a real address'
  if (text.includes('streamifyResponse')) return 'the Runtime API is served without streaming here'
  return null
}

/** Threads of this process: what it uses beside its first thread is theirs. */
function ourGuests(): Guests {
  const sandboxes = createNodeSandboxes({ guest: new URL('steady-guest.ts', import.meta.url), spares: 0 })
  const usedMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / US_PER_MS
  return { sandboxes, processorMs: () => usedMs(process.cpuUsage()) - usedMs(process.threadCpuUsage()) }
}

function theirGuests(): Guests {
  const sandboxes = createRicSandboxes({
    client: given('ORACLE_CLIENT'),
    clockLibrary: given('ORACLE_CLOCK_LIBRARY'),
    node: process.execPath,
    scratch,
    pace: PACE,
  })
  return { sandboxes, processorMs: () => sandboxes.processorMs() }
}

function show({ step, kind, ours, theirs }: Hunk): void {
  say(`  step ${step}, ${kind}`)
  showLines('ours', ours)
  showLines('AWS', theirs)
}

function showLines(side: string, lines: readonly string[]): void {
  for (const line of lines.slice(0, LINES_SHOWN)) {
    say(`    ${side}: ${line.length > CHARS_SHOWN ? `${line.slice(0, CHARS_SHOWN)}…` : line}`)
  }
  if (lines.length > LINES_SHOWN) say(`    ${side}: … and ${lines.length - LINES_SHOWN} more lines`)
}

function conclude(): void {
  const uses = explained.uses()
  const unneeded = chosen.length === 0 ? uses.filter(row => row.lines === 0) : []
  say('\nExplained, with the lines each was needed for:')
  for (const { id, lines, why, source } of uses) if (lines > 0) say(`  ${id} (${lines}): ${why} [${source}]`)
  for (const { id } of unneeded) say(`✗ ${id} of explained.yaml explains nothing any more: take it out`)
  say(
    `\naws-lambda-ric 4.0.2, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}: ${files.length} scenarios, ` +
      `${compared} steps compared, ${unexplained} unexplained differences.`,
  )
  say('Not compared, because AWS’s client tells nothing of it: module scope, pending and late timers.')
  process.exitCode = unexplained + unneeded.length === 0 ? 0 : 1
}

function given(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: start the oracle with npm run oracle.`)
  return value
}
