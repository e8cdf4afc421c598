/** Replays scenarios on the node home as a container runs it: one process, its protocol, a terminal in between. */
import { describe, test } from 'vitest'
import { replayOptions } from '../../src/cli/engines.ts'
import type { Hostility } from '../webcontainer/double/hostility.ts'
import { createLocalEngine } from '../webcontainer/local-engine.ts'
import { expectToHoldOn, SCENARIOS } from './scenarios.ts'

/** The lessons', and what a freeze, an end or a wait could spoil. The rest is the emulator's, whatever runs the function. */
const TRIED = /\/lessons\/|freeze|reset-after|two-at-once|log-lines|function-url|versions|deploy-and/

const NODES: readonly (readonly [string, Hostility])[] = [
  ['in a container', {}],
  ['in a container whose Node lacks waits and hooks', { lacks: ['wait', 'hooks'] }],
]

describe.each(NODES)('%s', (_name, hostility) => {
  test.each(SCENARIOS.filter(file => TRIED.test(file)).map(file => [nameOf(file), file]))('%s holds', (_file, file) =>
    expectToHoldOn(file, 'node', async ({ account }) => createLocalEngine(replayOptions(account, false), hostility)),
  )
})

function nameOf(file: string): string {
  return file.split('/').slice(-2).join('/')
}
