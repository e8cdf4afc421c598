/** Runs everything on one engine of this browser, and tells how far it is. */
import { beside, containerUrl, frameUrl, guestUrl, homeUrl } from 'virtual:warmstart-engine'
import { CONTRACT_HOME, type KnownDifferences, NO_DIFFERENCES } from '../../contract/contract.ts'
import type { CaseGroup } from '../../contract/contract-case.ts'
import { EMBEDDED_DIFFERENCES, NODE22_DIFFERENCES } from '../../contract/known-differences.ts'
import { createEmbeddedEngine } from '../../engines/embedded/index.ts'
import type { Boot } from '../../engines/webcontainer/boot.ts'
import { tabBoot } from '../../engines/webcontainer/browser.ts'
import { createWebContainerEngine } from '../../engines/webcontainer/engine.ts'
import type { Engine, EngineState } from '../../link/engine.ts'
import type { HomeOptions } from '../../link/home-options.ts'
import type { Checked, EngineRun } from './outcome.ts'
import { runContract } from './run-contract.ts'
import { type ReplayedLesson, runLesson } from './run-lesson.ts'

/** Makes engines of one kind, each on a fresh emulator, and says what they are known to do otherwise. */
export interface EngineMaker {
  readonly known: KnownDifferences
  create(home: HomeOptions): Engine
}

/** The engine of this browser; without shared memory as in a browser that has none. */
export function embeddedMaker(shared: boolean): EngineMaker {
  const addresses = { homeUrl, frameUrl, guestUrl, beside }
  return {
    known: EMBEDDED_DIFFERENCES,
    create: home => createEmbeddedEngine({ ...addresses, home, ...(shared ? {} : { shared: false }) }),
  }
}

/** The tab's one container. Nothing is asked of the vendor before it begins. */
export function containerBoot(apiKey: string | null): Boot {
  return tabBoot({ apiKey, bundleUrl: containerUrl })
}

/** Engines on a container that is ready. */
export function containerMaker(boot: Boot): EngineMaker {
  const { state } = boot
  const older = state.kind === 'ready' && !state.abilities.node.startsWith('v24.')
  return {
    known: older ? NODE22_DIFFERENCES : NO_DIFFERENCES,
    create: home => createWebContainerEngine(boot, home),
  }
}

/** What is run on each engine. */
export interface Trial {
  readonly groups: readonly CaseGroup[]
  readonly lesson: ReplayedLesson
}

/** Runs the contract and the lesson, each on a fresh emulator. Never rejects: what goes wrong is told. */
export async function runEngine(
  { known, create }: EngineMaker,
  { groups, lesson }: Trial,
  tell: (run: EngineRun) => void,
): Promise<void> {
  const checked: Checked[] = []
  const of = groups.reduce((sum, { cases }) => sum + cases.length, 0) + stepsOf(lesson)
  tell({ kind: 'running', checked, of })
  const take = async (results: AsyncGenerator<Checked>): Promise<void> => {
    for await (const each of results) {
      checked.push(each)
      tell({ kind: 'running', checked: [...checked], of })
    }
  }
  try {
    const first = create(CONTRACT_HOME)
    const began = performance.now()
    const link = await first.start()
    const startMs = performance.now() - began
    const about = aboutOf(first.state)
    await take(runContract(link, groups, known))
    await first.dispose()
    const second = create({ ...CONTRACT_HOME, account: lesson.scenario.account })
    await take(runLesson(lesson, await second.start()))
    await second.dispose()
    tell({ kind: 'done', checked: [...checked], startMs, about })
  } catch (error) {
    tell({ kind: 'failed', checked: [...checked], reason: error instanceof Error ? error.message : String(error) })
  }
}

/** As the report words it. */
function aboutOf(state: EngineState): string {
  if (state.kind !== 'ready') return state.kind
  const freezes = state.blocking ? 'frozen threads block' : 'timers are gated'
  return `${freezes}; ${state.isolated ? 'of another origin than the page' : 'workers of the page’s own origin'}`
}

function stepsOf({ scenario }: ReplayedLesson): number {
  return scenario.steps.reduce((sum, step) => sum + ('together' in step ? step.together.length : 1), 0)
}
