/** Replays every scenario beside this file, and those of the lessons, on the node engine. */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import '../../scripts/ensure-bundles.ts'
import { replayEngine } from '../../src/cli/engines.ts'
import { replay } from '../../src/cli/replay.ts'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(dirname(here))
const lessons = readdirSync(join(root, 'lessons')).map(name => join(root, 'lessons', name, 'scenario.yaml'))
const fixtures = readdirSync(here).flatMap(name => (name.endsWith('.yaml') ? [join(here, name)] : []))

describe.each([...lessons, ...fixtures])('%s', file => {
  test('holds on the node engine', async () => {
    const said: string[] = []
    const code = await replay(
      { name: 'replay', files: [file], folder: null, engine: 'node', json: false, realTime: false },
      {
        out: line => void said.push(line),
        error: line => void said.push(line),
        engine: ({ account }) => replayEngine('node', account, false),
      },
    )
    expect(code, said.join('\n')).toBe(0)
  })
})
