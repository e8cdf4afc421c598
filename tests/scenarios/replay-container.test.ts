/** Replays the scenarios on the node home as a container runs it: one process, its protocol, a terminal in between. */
import { basename } from 'node:path'
import { describe, test } from 'vitest'
import { replayOptions } from '../../src/cli/engines.ts'
import { createLocalEngine } from '../webcontainer/local-engine.ts'
import { expectToHoldOn, SCENARIOS } from './scenarios.ts'

/** The worst that a container's Node may be: guests are gated, linked by files. */
const LESSER = { lacks: ['wait', 'hooks'] } as const

describe.each(
  SCENARIOS.map(
    file => [basename(file) === 'scenario.yaml' ? (file.split('/').at(-2) ?? file) : basename(file), file] as const,
  ),
)('%s', (_name, file) => {
  test('holds in a container', () =>
    expectToHoldOn(file, 'node', async ({ account }) => createLocalEngine(replayOptions(account, false), {})))
})

describe.each(SCENARIOS.filter(file => /\/lessons\//.test(file)))('%s', file => {
  test('holds in a container whose Node lacks waits and hooks', () =>
    expectToHoldOn(file, 'node', async ({ account }) => createLocalEngine(replayOptions(account, false), LESSER)))
})
