/** One scenario on one home: the facts of its steps. */
import { readFile } from 'node:fs/promises'
import { replayOptions } from '../../src/cli/engines.ts'
import { loadFolders } from '../../src/cli/load-folders.ts'
import { createClock } from '../../src/emulator/clock.ts'
import { createEmulator } from '../../src/emulator/emulator.ts'
import { createIds, seededRandom } from '../../src/emulator/ids.ts'
import type { SandboxProvider } from '../../src/emulator/sandbox.ts'
import { linkByFunctionCall } from '../../src/link/function-call.ts'
import type { Link } from '../../src/link/link.ts'
import { RefusedStep } from '../../src/scenario/outcome.ts'
import { readScenario } from '../../src/scenario/read-scenario.ts'
import { runScenario } from '../../src/scenario/runner.ts'
import type { Scenario } from '../../src/scenario/scenario.ts'
import { type Fact, factsOf } from './facts.ts'
import { SteadyTime } from './steady-time.ts'
import { takingTurns } from './turns.ts'

/** A step's number in its file, and what it came to. */
export interface StepFacts {
  readonly step: number
  readonly facts: readonly Fact[]
}

/** Sandboxes, and the processor ms that their guests have used so far. */
export interface Guests {
  readonly sandboxes: SandboxProvider
  processorMs(): number
}

export async function scenarioAt(file: string): Promise<Scenario> {
  const read = readScenario(await readFile(file, 'utf8'), file, { filesGiven: false })
  return loadFolders(read, { file, folder: null, notice: () => {} })
}

/** Runs it from the start, under the stepping clock. A refusal ends it, as a fact. */
export async function run(scenario: Scenario, guests: Guests): Promise<StepFacts[]> {
  const link = linkTo(scenario, guests)
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

/** An emulator whose time is steady and whose guests take turns: a replay has one outcome. */
function linkTo(scenario: Scenario, { sandboxes, processorMs }: Guests): Link {
  const { account, clock: mode, origin, seed } = replayOptions(scenario.account, false)
  const time = new SteadyTime(processorMs)
  const clock = createClock({ host: time, origin, mode })
  const ids = createIds(seededRandom(seed ?? 0))
  const turns = takingTurns(sandboxes, time, () => clock.now())
  const emulator = createEmulator({ clock, ids, sandboxes: turns, account })
  const close = async (): Promise<void> => {
    await emulator.close()
    time.stop()
  }
  return linkByFunctionCall({ ...emulator, close })
}
