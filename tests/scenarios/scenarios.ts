/** The scenario files, and the replay that all engines must pass. */
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import '../../scripts/ensure-bundles.ts'
import type { EngineName } from '../../src/cli/arguments.ts'
import { replayEngine } from '../../src/cli/engines.ts'
import { replay } from '../../src/cli/replay.ts'
import { EXCEPTIONS, type EngineName as HeldEngine } from './exceptions.ts'
import { scenarioFiles } from './files.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export const SCENARIOS = scenarioFiles()

/** The scenarios that the engine is held to. */
export function scenariosOf(engine: HeldEngine): readonly string[] {
  const excepted = Object.keys(EXCEPTIONS[engine]).map(path => ROOT + path)
  return SCENARIOS.filter(file => !excepted.includes(file))
}

/** Fails with everything the replay said when the scenario does not hold. */
export function expectToHold(file: string, engine: EngineName): Promise<void> {
  return expectToHoldOn(file, engine, ({ account }) => replayEngine(engine, account, false))
}

/** As {@link expectToHold}, on an engine of one's own. */
export async function expectToHoldOn(
  file: string,
  name: EngineName,
  engine: Parameters<typeof replay>[1]['engine'],
): Promise<void> {
  const said: string[] = []
  const say = (line: string): void => void said.push(line)
  const code = await replay(
    { name: 'replay', files: [file], folder: null, engine: name, json: false, realTime: false },
    { out: say, error: say, engine },
  )
  expect(code, said.join('\n')).toBe(0)
}
