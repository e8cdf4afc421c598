/**
 * Replays scenarios on the node home as a container runs it whose Node lacks what it may lack: its protocol and a terminal in
 * between, no browser. A container that lacks nothing has all scenarios, in replay-webcontainer.test.ts.
 */
import { describe, test } from 'vitest'
import { replayOptions } from '../../src/cli/engines.ts'
import { createLocalEngine } from '../webcontainer/local-engine.ts'
import { expectToHoldOn, scenariosOf } from './scenarios.ts'

/** The lessons', and what a freeze, an end or a wait could spoil. The rest is the emulator's, whatever runs the function. */
const TRIED = /\/lessons\/|freeze|reset-after|bad-input|two-at-once|log-lines|function-url|versions|deploy-and/

describe('in a container whose Node lacks waits, hooks, contexts and an end to busy loops', () => {
  test.each(
    scenariosOf('webcontainer')
      .filter(file => TRIED.test(file))
      .map(file => [nameOf(file), file]),
  )('%s holds', (_file, file) =>
    expectToHoldOn(file, 'node', async ({ account }) =>
      createLocalEngine(replayOptions(account, false), { lacks: ['wait', 'hooks', 'context', 'terminate'] }),
    ),
  )
})

function nameOf(file: string): string {
  return file.split('/').slice(-2).join('/')
}
