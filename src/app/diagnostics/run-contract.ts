/** Runs the contract's cases on an engine of this browser, one after another. */
import { nodeAnswers } from 'virtual:warmstart-node-answers'
import { CONTRACT, type KnownDifferences } from '../../contract/contract.ts'
import type { CaseGroup, CaseTools, ContractCase } from '../../contract/contract-case.ts'
import { deployOver } from '../../contract/subject.ts'
import type { Link } from '../../link/link.ts'
import { withinMs } from '../within.ts'
import type { Checked } from './outcome.ts'

/** A case that takes longer is given up, ms. */
const CASE_MS = 60_000

/** The cases whose group or name holds the text; all for an empty one. */
export function casesWith(text: string): readonly CaseGroup[] {
  return CONTRACT.map(({ title, cases }) => ({
    title,
    cases: cases.filter(({ name }) => `${title}: ${name}`.includes(text)),
  }))
}

/** Yields what came of each case. The link is one to a fresh emulator and is not closed. */
export async function* runContract(
  link: Link,
  groups: readonly CaseGroup[],
  known: KnownDifferences,
): AsyncGenerator<Checked> {
  const tools: CaseTools = {
    deploy: deployOver(link),
    nodeAnswers: async ({ module }) => nodeAnswers[module] ?? {},
    differs: known.expressions,
  }
  for (const { title, cases } of groups) {
    for (const each of cases) yield { group: title, ...(await runCase(each, tools, known)) }
  }
}

async function runCase(
  { name, run }: ContractCase,
  tools: CaseTools,
  known: KnownDifferences,
): Promise<Omit<Checked, 'group'>> {
  const began = performance.now()
  const reason = known.cases.get(name)
  const broken = await reasonOf(run(tools))
  const ms = performance.now() - began
  if (reason === undefined) return { name, outcome: broken === null ? 'pass' : 'fail', ms, detail: broken ?? '' }
  if (broken !== null) return { name, outcome: 'known', ms, detail: reason }
  return { name, outcome: 'fail', ms, detail: `It is known not to hold (${reason}), and does: take it off the list.` }
}

/** Null, or why the case does not hold. */
async function reasonOf(run: Promise<void>): Promise<string | null> {
  const ended = run.then(
    () => ({ reason: null }),
    error => ({ reason: error instanceof Error ? error.message : String(error) }),
  )
  return ((await withinMs(CASE_MS, ended)) ?? { reason: `It took more than ${CASE_MS / 1_000} s.` }).reason
}
