/**
 * What the scenarios of the lessons show when they are run: the outputs that prose quotes. Each lesson's `scenario.yaml` is
 * run once on the node engine, under a stepping clock and a fixed seed, so that both languages quote the same run and every
 * build the same text. A run is kept in `.cache/runs` under the hash of all it depends on.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { replayEngine } from '../src/cli/engines.ts'
import { loadFolders } from '../src/cli/load-folders.ts'
import type { EmulatorEvent } from '../src/emulator/events.ts'
import type { LessonRun, QuotedInvocation } from '../src/lesson/lesson-run.ts'
import { type InvocationObservation, viewHttp, viewModuleScope } from '../src/scenario/observation.ts'
import { readScenario } from '../src/scenario/read-scenario.ts'
import { runScenario } from '../src/scenario/runner.ts'
import type { ActionStep, Scenario } from '../src/scenario/scenario.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
export const LESSONS = join(ROOT, 'lessons')
const CACHE = join(ROOT, '.cache', 'runs')
/** What an emulator in Node is made of; a change of it runs every scenario again. */
const RUNNERS = [
  'src/emulator',
  'src/guest',
  'src/sandboxes/node',
  'src/homes',
  'src/postgres',
  'src/scenario',
  'package-lock.json',
]

/** The run of every lesson that has a scenario, by its folder's name. */
export async function runLessons(): Promise<Readonly<Record<string, LessonRun>>> {
  await import('./ensure-bundles.ts')
  const runners = hashOf(...RUNNERS.map(path => join(ROOT, path)), fileURLToPath(import.meta.url))
  const runs: Record<string, LessonRun> = {}
  for (const lesson of readdirSync(LESSONS)) {
    if (existsSync(join(LESSONS, lesson, 'scenario.yaml'))) runs[lesson] = await cachedRun(lesson, runners)
  }
  return runs
}

async function cachedRun(lesson: string, runners: string): Promise<LessonRun> {
  const code = filesBelow(join(LESSONS, lesson)).filter(path => !path.endsWith('.mdx'))
  const cached = join(CACHE, `${lesson}.${hashOf(...code)}.${runners}.json`)
  // Written by this very program for these very sources.
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, 'utf8'))
  const run = await runLesson(lesson)
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(cached, JSON.stringify(run))
  return run
}

/** Runs one lesson's scenario now; the guest's bundle must be there. */
export async function runLesson(lesson: string): Promise<LessonRun> {
  const file = join(LESSONS, lesson, 'scenario.yaml')
  const read = readScenario(readFileSync(file, 'utf8'), `lessons/${lesson}/scenario.yaml`)
  const scenario = await loadFolders(read, { file, folder: null, notice: () => {} })
  const ids = idsOf(scenario)
  const engine = await replayEngine('node', scenario.account, false)
  const invocations: Record<string, QuotedInvocation> = {}
  const events: EmulatorEvent[] = []
  try {
    const link = await engine.start()
    link.subscribe(seen => events.push(...seen))
    const readFolder = () => Promise.reject(new Error('Folders were read before the run.'))
    for await (const { path, outcome, differences } of runScenario(scenario, {
      link,
      readFolder,
    })) {
      const [difference] = differences
      if (difference !== undefined) {
        const { expected, seen } = difference
        return { problem: `line ${read.lineOf([...path, ...difference.path])}: expected ${expected}, saw ${seen}` }
      }
      const id = ids.get(path.join())
      if (outcome.kind === 'invoke' && id !== undefined) invocations[id] = quoted(outcome.observation)
    }
    return { invocations, events }
  } finally {
    await engine.dispose()
  }
}

/** The names of invocations by the path of their step. */
function idsOf({ steps }: Scenario): ReadonlyMap<string, string> {
  const actions = steps.flatMap((step): readonly ActionStep[] => ('together' in step ? step.together : [step]))
  return new Map(actions.flatMap(({ id, path }) => (id === null ? [] : [[path.join(), id] as const])))
}

function quoted({ invocation, environment }: InvocationObservation): QuotedInvocation {
  const http = viewHttp(invocation.http)
  return {
    payload: invocation.payload,
    functionError: invocation.functionError,
    status: http?.status ?? invocation.statusCode,
    body: http?.body ?? null,
    log: invocation.log,
    moduleScope: viewModuleScope(environment?.bindings ?? []),
  }
}

function filesBelow(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .toSorted()
    .flatMap(name => filesBelow(join(path, name)))
}

function hashOf(...paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(filesBelow)) hash.update(path.slice(ROOT.length)).update(readFileSync(path))
  return hash.digest('hex').slice(0, 16)
}
