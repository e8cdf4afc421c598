/**
 * `node replay-mutant.ts HOME SCENARIO`: replays as the command line does, on the node home of a changed source. Ends with 0
 * or 1 as `warmstart replay` does, and with 3 for an error of any kind, which tells nothing of the scenario.
 */
import { pathToFileURL } from 'node:url'
import { replayOptions } from '../../src/cli/engines.ts'
import { replay } from '../../src/cli/replay.ts'
import { createNodeEngine } from '../../src/engines/node/node-engine.ts'

const FAILED = 3

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(FAILED)
}

process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)

const [home = '', scenario = ''] = process.argv.slice(2)
const command = {
  name: 'replay',
  files: [scenario],
  folder: null,
  engine: 'node',
  json: false,
  realTime: false,
} as const

process.exitCode = await replay(command, {
  out: line => void process.stdout.write(`${line}\n`),
  error: line => void process.stderr.write(`${line}\n`),
  engine: async ({ account }) => createNodeEngine(pathToFileURL(home), replayOptions(account, false)),
}).catch(fail)
