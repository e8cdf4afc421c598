/** Saves a play that breaks a law as a scenario file, which `npm run -s warmstart -- replay FILE` replays. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { stringify } from 'yaml'
import type { Play } from './generated.ts'
import { programFiles } from './pieces.ts'
import type { Action, Planned } from './schedule.ts'
import { subjectFiles } from './subject.ts'

const FOLDER = resolve(import.meta.dirname, '../../.cache/counterexamples')

/** Writes the file and gives its path. `why` stands in it as a comment. */
export function saveCounterexample(play: Play, seed: number, why: string): string {
  const steps = play.bursts.map(burst => ({ together: burst.map(stepOf) }))
  const scenario = { function: { timeout: 2 }, files: filesOf(programFiles(play.program)), steps }
  const comment = `Seed ${seed}. ${why}`.replaceAll(/^/gm, '# ')
  mkdirSync(FOLDER, { recursive: true })
  const path = resolve(FOLDER, `seed-${seed}.yaml`)
  writeFileSync(path, `${comment}\n${stringify(scenario)}`)
  return path
}

function stepOf({ action, after }: Planned): object {
  return { ...(after === 0 ? {} : { after: `${after}ms` }), ...itemOf(action) }
}

function itemOf(action: Action): object {
  if ('idle' in action) return { idle: `${action.idle}ms` }
  if ('deploy' in action) return { deploy: { files: filesOf(subjectFiles(action.deploy)) } }
  if ('program' in action) return { deploy: { files: filesOf(programFiles(action.program)) } }
  if ('timeout' in action) return { configure: { timeout: action.timeout } }
  if ('reserve' in action) return { reserve: action.reserve }
  return { invoke: { event: 'call' in action ? action.call : action.invoke, type: action.type } }
}

function filesOf(files: ReturnType<typeof programFiles>): Record<string, string> {
  return Object.fromEntries(files.map(({ path, text }) => [path, text]))
}
