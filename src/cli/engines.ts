/** The engines of the command line, and what their homes are told. */
import { createNodeEngine } from '../engines/node/node-engine.ts'
import type { Engine } from '../link/engine.ts'
import type { HomeOptions } from '../link/home-options.ts'
import type { EngineName } from './arguments.ts'

/** The node engine's home: run from its source, by the Node that runs this. */
const NODE_HOME = new URL('../homes/node.ts', import.meta.url)

/** Seed of request ids and log streams in replays: any fixed number. */
const REPLAY_SEED = 20_240_601
/** Where a replay's virtual time begins, so that runs repeat. */
const REPLAY_ORIGIN = Date.UTC(2026, 0, 1)

/** A fresh engine for one replay: stepping and repeatable, or on this machine's clock. */
export async function replayEngine(
  name: EngineName,
  account: HomeOptions['account'],
  realTime: boolean,
): Promise<Engine> {
  const options = replayOptions(account, realTime)
  if (name === 'node') return createNodeEngine(NODE_HOME, options)
  // Loaded where it is used: driving a browser costs the other commands nothing.
  const { createChromiumEngine } = await import('./chromium/chromium-engine.ts')
  return createChromiumEngine(options)
}

/** What a replay tells its home. */
export function replayOptions(account: HomeOptions['account'], realTime: boolean): HomeOptions {
  return realTime
    ? { account, clock: 'real', origin: Date.now(), seed: REPLAY_SEED }
    : { account, clock: 'stepping', origin: REPLAY_ORIGIN, seed: REPLAY_SEED }
}

/** The engine of a server: this machine's clock, ids that no other run has. */
export function serveEngine(account: HomeOptions['account']): Engine {
  return createNodeEngine(NODE_HOME, { account, clock: 'real', origin: Date.now(), seed: null })
}
