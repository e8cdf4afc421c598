/** One scenario on one home: the facts of its steps. */
import { readFile } from 'node:fs/promises'
import { replayOptions } from '../../src/cli/engines.ts'
import { loadFolders } from '../../src/cli/load-folders.ts'
import type { SandboxProvider } from '../../src/emulator/sandbox.ts'
import { createNodeEmulator } from '../../src/homes/node-emulator.ts'
import { linkByFunctionCall } from '../../src/link/function-call.ts'
import { RefusedStep } from '../../src/scenario/outcome.ts'
import { readScenario } from '../../src/scenario/read-scenario.ts'
import { runScenario } from '../../src/scenario/runner.ts'
import type { Scenario } from '../../src/scenario/scenario.ts'
import { type Fact, factsOf } from './facts.ts'

/** A step's number in its file, and what it came to. */
export interface StepFacts {
  readonly step: number
  readonly facts: readonly Fact[]
}

export async function scenarioAt(file: string): Promise<Scenario> {
  const read = readScenario(await readFile(file, 'utf8'), file, { filesGiven: false })
  return loadFolders(read, { file, folder: null, notice: () => {} })
}

/** Runs it from the start, under the stepping clock, `slower` than real time. A refusal ends it, as a fact. */
export async function run(scenario: Scenario, sandboxes: SandboxProvider, slower: number): Promise<StepFacts[]> {
  const link = linkByFunctionCall(createNodeEmulator(replayOptions(scenario.account, false), sandboxes, slower))
  const steps: StepFacts[] = []
  try {
    for await (const outcome of runScenario(scenario, { link, readFolder: async () => [] })) {
      steps.push({ step: outcome.step, facts: factsOf(outcome) })
    }
  } catch (error) {
    if (!(error instanceof RefusedStep)) throw error
    steps.push({ step: steps.length, facts: [{ kind: 'answer', lines: [`refused: ${error.message}`] }] })
  } finally {
    await link.close()
  }
  return steps
}
