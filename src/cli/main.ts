/** The entry of `warmstart`: arguments in, exit code out. */
import { EXIT_ENGINE, EXIT_HOLDS, EXIT_WRONG, parseArguments, WrongArguments } from './arguments.ts'
import { replayEngine, serveEngine } from './engines.ts'
import { HELP } from './help.ts'
import { type Output, replay } from './replay.ts'
import { serve } from './serve.ts'

const output: Output = {
  out: line => void process.stdout.write(`${line}\n`),
  error: line => void process.stderr.write(`${line}\n`),
}

async function main(argv: readonly string[]): Promise<number> {
  const command = parseArguments(argv)
  if (command.name === 'help') {
    process.stdout.write(HELP)
    return EXIT_HOLDS
  }
  if (command.name === 'serve') {
    return serve(command, { ...output, ended: ended(), engine: serveEngine })
  }
  return replay(command, {
    ...output,
    engine: ({ account }) => replayEngine(command.engine, account, command.realTime),
  })
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
