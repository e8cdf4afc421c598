/** The entry of `warmstart`: arguments in, exit code out. */
import { createNodeEngine } from '../engines/node/node-engine.ts'
import type { HomeOptions } from '../link/home-options.ts'
import { EXIT_ENGINE, EXIT_HOLDS, EXIT_WRONG, parseArguments, type ReplayCommand, WrongArguments } from './arguments.ts'
import { HELP } from './help.ts'
import { type Output, replay } from './replay.ts'
import { serve } from './serve.ts'

/** Seed of request ids and log streams in replays: any fixed number. */
const REPLAY_SEED = 20_240_601
/** Where a replay's virtual time begins, so that runs repeat. */
const REPLAY_ORIGIN = Date.UTC(2026, 0, 1)

const output: Output = {
  out: line => void process.stdout.write(`${line}\n`),
  error: line => void process.stderr.write(`${line}\n`),
}

/** The built home of the node engine. */
const NODE_HOME = new URL('../homes/node.ts', import.meta.url)

async function main(argv: readonly string[]): Promise<number> {
  const command = parseArguments(argv)
  if (command.name === 'help') {
    process.stdout.write(HELP)
    return EXIT_HOLDS
  }
  if (command.name === 'serve') {
    return serve(command, {
      ...output,
      ended: ended(),
      engine: account => createNodeEngine(NODE_HOME, { account, clock: 'real', origin: Date.now(), seed: null }),
    })
  }
  return replay(command, {
    ...output,
    engine: ({ account }) => createNodeEngine(NODE_HOME, replayOptions(command, account)),
  })
}

function replayOptions({ realTime }: ReplayCommand, account: HomeOptions['account']): HomeOptions {
  if (realTime) return { account, clock: 'real', origin: Date.now(), seed: REPLAY_SEED }
  return { account, clock: 'stepping', origin: REPLAY_ORIGIN, seed: REPLAY_SEED }
}

/** Resolves at Ctrl-C, at SIGTERM, or when the process that started this one is gone. */
function ended(): Promise<void> {
  return new Promise(resolve => {
    // Kept on: Ctrl-C in a terminal comes twice, from the terminal and from the process that started this one.
    process.on('SIGINT', () => resolve())
    process.on('SIGTERM', () => resolve())
    process.once('disconnect', () => resolve())
    process.channel?.unref()
  })
}

function fail(error: unknown): number {
  if (error instanceof WrongArguments) {
    output.error(`${error.message}\nwarmstart --help tells more.`)
    return EXIT_WRONG
  }
  output.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return EXIT_ENGINE
}

// A reader that closes early (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(process.exitCode ?? EXIT_HOLDS)
})

process.exitCode = await main(process.argv.slice(2)).catch(fail)
