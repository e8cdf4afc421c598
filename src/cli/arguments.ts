/**
 * The command line: `warmstart replay` runs scenario files, `warmstart serve` gives a folder a function URL.
 * A *command* is what the arguments ask for. Exit codes are named here, for every command.
 */
import { parseArgs } from 'node:util'

/** Every expectation holds. */
export const EXIT_HOLDS = 0
/** An expectation does not hold. */
export const EXIT_DIFFERS = 1
/** The arguments, the scenario file or what it asks of Lambda is wrong. */
export const EXIT_WRONG = 2
/** The engine could not be started or was lost. */
export const EXIT_ENGINE = 3

export const ENGINES = ['node', 'embedded'] as const
export type EngineName = (typeof ENGINES)[number]

export interface ReplayCommand {
  readonly name: 'replay'
  readonly files: readonly string[]
  /** Takes the place of the folder or map that `files:` names. */
  readonly folder: string | null
  readonly engine: EngineName
  readonly json: boolean
  readonly realTime: boolean
}

export interface ServeCommand {
  readonly name: 'serve'
  readonly folder: string
  /** 0 lets the system choose a free one. */
  readonly port: number
  readonly configuration: {
    readonly handler?: string
    readonly runtime?: string
    readonly timeout?: number
    readonly memorySize?: number
    readonly env?: Readonly<Record<string, string>>
  }
  /** A scenario file whose `function` and `account` are taken; null for none. */
  readonly scenario: string | null
}

export type CliCommand = ReplayCommand | ServeCommand | { readonly name: 'help' }

/** Arguments that say nothing a command can be made of. The message says what is wrong. */
export class WrongArguments extends Error {
  override readonly name = 'WrongArguments'
}

/** Port of `serve` when none is given. */
export const DEFAULT_PORT = 9000

const OPTIONS = {
  replay: {
    files: { type: 'string' },
    engine: { type: 'string' },
    json: { type: 'boolean' },
    'real-time': { type: 'boolean' },
  },
  serve: {
    port: { type: 'string' },
    scenario: { type: 'string' },
    handler: { type: 'string' },
    runtime: { type: 'string' },
    timeout: { type: 'string' },
    memory: { type: 'string' },
    env: { type: 'string', multiple: true },
  },
} as const

/** Understands `process.argv` without its first two. Throws {@link WrongArguments}. */
export function parseArguments(argv: readonly string[]): CliCommand {
  const [name, ...args] = argv
  if (name === undefined) throw new WrongArguments('Say what to do: replay or serve.')
  if (['--help', '-h', 'help'].includes(name) || args.includes('--help') || args.includes('-h')) return { name: 'help' }
  if (name === 'replay') return parseReplay(args)
  if (name === 'serve') return parseServe(args)
  throw new WrongArguments(`There is no command "${name}"; there are replay and serve.`)
}

function parseReplay(args: readonly string[]): ReplayCommand {
  const { values, positionals } = explained(() =>
    parseArgs({ args: [...args], options: OPTIONS.replay, allowPositionals: true }),
  )
  if (positionals.length === 0) throw new WrongArguments('replay needs a scenario file.')
  const engine = ENGINES.find(candidate => candidate === (values.engine ?? 'node'))
  if (engine === undefined) {
    throw new WrongArguments(`There is no engine "${values.engine}"; there are ${ENGINES.join(' and ')}.`)
  }
  return {
    name: 'replay',
    files: positionals,
    folder: values.files ?? null,
    engine,
    json: values.json ?? false,
    realTime: values['real-time'] ?? false,
  }
}

function parseServe(args: readonly string[]): ServeCommand {
  const { values, positionals } = explained(() =>
    parseArgs({ args: [...args], options: OPTIONS.serve, allowPositionals: true }),
  )
  const [folder, ...others] = positionals
  if (folder === undefined || others.length > 0) throw new WrongArguments('serve needs one folder.')
  const { handler, runtime, timeout, memory, env } = values
  return {
    name: 'serve',
    folder,
    port: values.port === undefined ? DEFAULT_PORT : wholeNumber('port', values.port, 65_535),
    scenario: values.scenario ?? null,
    configuration: {
      ...(handler === undefined ? {} : { handler }),
      ...(runtime === undefined ? {} : { runtime }),
      ...(timeout === undefined ? {} : { timeout: wholeNumber('timeout', timeout) }),
      ...(memory === undefined ? {} : { memorySize: wholeNumber('memory', memory) }),
      ...(env === undefined ? {} : { env: Object.fromEntries(env.map(variable)) }),
    },
  }
}

function variable(text: string): [string, string] {
  const at = text.indexOf('=')
  if (at < 1) throw new WrongArguments(`--env needs NAME=value, not "${text}".`)
  return [text.slice(0, at), text.slice(at + 1)]
}

function wholeNumber(option: string, text: string, limit = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value) || value > limit) {
    throw new WrongArguments(
      `--${option} needs a whole number${limit === 65_535 ? ' up to 65535' : ''}, not "${text}".`,
    )
  }
  return value
}

/** Node's own complaint about an option, without its advice on `--`. */
function explained<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    const [sentence = 'The options are wrong'] = String(error instanceof Error ? error.message : error).split('. ')
    throw new WrongArguments(`${sentence.replace(/\.$/, '')}.`)
  }
}
