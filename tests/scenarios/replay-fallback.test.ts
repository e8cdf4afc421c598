/**
 * Replays scenarios on the embedded engine as lesser browsers run it: without SharedArrayBuffer (timers are gated), and
 * without a sandboxed frame (functions run in workers of the site).
 */
import { describe, test } from 'vitest'
import { createChromiumEngine, type Weakness } from '../../src/cli/chromium/chromium-engine.ts'
import { replayOptions } from '../../src/cli/engines.ts'
import { expectToHoldOn, SCENARIOS } from './scenarios.ts'

/** What a freeze, an end or a wait could spoil. The rest is the emulator's, whatever runs the function. */
const TRIED = /020-|freeze|reset-after|bad-input|too-much|two-at-once|log-lines/

const WEAKNESSES: readonly (readonly [string, Weakness])[] = [
  ['without SharedArrayBuffer', { shared: false }],
  ['without a frame', { isolation: 'worker' }],
  ['without either', { isolation: 'worker', shared: false }],
]

describe.each(WEAKNESSES)('%s', (_name, weakness) => {
  test.each(SCENARIOS.filter(file => TRIED.test(file)).map(file => [nameOf(file), file]))('%s holds', (_file, file) =>
    expectToHoldOn(file, 'embedded', async ({ account }) =>
      createChromiumEngine(replayOptions(account, false), weakness),
    ),
  )
})

function nameOf(file: string): string {
  return file.split('/').slice(-2).join('/')
}
