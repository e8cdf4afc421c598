/** Runs a scenario over a link: sends its actions, holds what came of them against what was expected. */
import type {
  Command,
  CommandReply,
  CommandResult,
  InvocationResult,
  LaterCommand,
  Refusal,
} from '../emulator/commands.ts'
import type { SourceFile } from '../emulator/sandbox.ts'
import type { Link } from '../link/link.ts'
import { checkStep } from './check-step.ts'
import type { Difference } from './difference.ts'
import type { InvocationObservation } from './observation.ts'
import { type Outcome, RefusedStep, type StepOutcome } from './outcome.ts'
import type { Action, ActionStep, Files, Path, Scenario } from './scenario.ts'
import { Witness } from './witness.ts'

/** How a scenario is run: on which link, and who hears of each step. */
export interface RunOptions {
  /** A link to a fresh emulator, started with the scenario's account. It is not closed. */
  readonly link: Link
  /** The files of a folder that stands beside the scenario file. */
  readFolder(folder: string): Promise<readonly SourceFile[]>
}

/**
 * Carries out the steps one after another and yields what came of each, those of a `together` in the order listed.
 * Goes on after differences. Throws {@link RefusedStep} when Lambda refuses an action other than an invocation and
 * the step does not expect it, and `LinkLost` when the emulator is gone.
 */
export async function* runScenario(scenario: Scenario, options: RunOptions): AsyncGenerator<StepOutcome> {
  const run = new Run(options)
  try {
    await run.create(scenario)
    for (const [step, item] of scenario.steps.entries()) {
      const actions = 'together' in item ? item.together : [item]
      const outcomes = await Promise.all(await run.begin(actions))
      for (const [index, action] of actions.entries()) {
        const outcome = outcomes[index]
        if (outcome === undefined) continue
        yield { step, path: action.path, outcome, differences: run.check(action, outcome) }
      }
    }
  } finally {
    run.close()
  }
}

class Run {
  readonly #options: RunOptions
  readonly #witness: Witness
  readonly #invocations = new Map<string, InvocationObservation>()

  constructor(options: RunOptions) {
    this.#options = options
    this.#witness = new Witness(options.link)
  }

  /** Creates the functions that exist before the first step. */
  async create(scenario: Scenario): Promise<void> {
    for (const { name, configuration, files, path } of scenario.functions) {
      const command: Command = { type: 'deploy', function: name, files: await this.#filesOf(files), configuration }
      accepted(await this.#options.link.send(command), path)
    }
  }

  /** Sends all actions at one moment, files read before. Gives the promises of what comes of them. */
  async begin(steps: readonly ActionStep[]): Promise<readonly Promise<Outcome>[]> {
    const files = await Promise.all(
      steps.map(({ action }) => (action.kind === 'deploy' ? this.#filesOf(action.files) : [])),
    )
    return steps.map((step, index) => this.#carryOut(step, files[index] ?? []))
  }

  /** Where what came of a step is not as it expects. */
  check({ action }: ActionStep, outcome: Outcome): readonly Difference[] {
    return checkStep(action, outcome, this.#invocations)
  }

  close(): void {
    this.#witness.close()
  }

  async #carryOut(step: ActionStep, files: readonly SourceFile[]): Promise<Outcome> {
    const { action, after, path } = step
    const reply = await this.#send(commandOf(action, files), after)
    if (action.kind === 'invoke') return this.#invoked(step, action, reply)
    if (!reply.ok && isRefusalExpected(action)) return { kind: 'refused', command: action.kind, refusal: reply.refusal }
    return this.#outcomeOf(action, accepted(reply, [...path, action.kind]), files)
  }

  async #send(command: LaterCommand['command'] | null, after: number): Promise<CommandReply> {
    if (command === null && after === 0) return { ok: true, result: { type: 'done' } }
    if (command === null) return this.#options.link.send({ type: 'idle', ms: after })
    return this.#options.link.send(after === 0 ? command : { type: 'later', ms: after, command })
  }

  #invoked(step: ActionStep, action: Action & { kind: 'invoke' }, reply: CommandReply): Outcome {
    const refusal = reply.ok ? null : reply.refusal
    const invocation = reply.ok ? expectType(reply.result, 'invocation').invocation : notInvoked(reply.refusal)
    const observation = this.#witness.observe(invocation)
    if (step.id !== null) this.#invocations.set(step.id, observation)
    return { kind: 'invoke', command: action.command, observation, refusal }
  }

  #outcomeOf(
    action: Exclude<Action, { kind: 'invoke' }>,
    result: CommandResult,
    files: readonly SourceFile[],
  ): Outcome {
    switch (action.kind) {
      case 'deploy':
        return { kind: 'deploy', function: action.function, files: files.map(({ path }) => path) }
      case 'publish':
        return {
          kind: 'publish',
          function: action.function,
          version: result.type === 'published' ? result.version : '',
        }
      case 'provision': {
        const { status, statusReason } = expectType(result, 'provisioned')
        const { function: name, qualifier, count } = action
        return { kind: 'provision', function: name, qualifier, count, status, statusReason }
      }
      case 'expect':
        return { kind: 'expect', picture: this.#witness.picture }
      case 'configure':
        return { kind: 'configure', function: action.function, configuration: action.configuration }
      case 'reserve':
        return { kind: 'reserve', function: action.function, concurrency: action.concurrency }
      case 'idle':
        return action
    }
  }

  async #filesOf(files: Files): Promise<readonly SourceFile[]> {
    return files.kind === 'map' ? files.files : this.#options.readFolder(files.folder)
  }
}

/** The command of an action; null where it only looks. */
function commandOf(action: Action, files: readonly SourceFile[]): LaterCommand['command'] | null {
  switch (action.kind) {
    case 'invoke':
      return action.command
    case 'expect':
      return null
    case 'idle':
      return { type: 'idle', ms: action.ms }
    case 'deploy':
      return { type: 'deploy', function: action.function, files }
    case 'configure':
      return { type: 'configure', function: action.function, configuration: action.configuration }
    case 'reserve':
      return { type: 'reserve', function: action.function, concurrency: action.concurrency }
    case 'publish':
      return { type: 'publish', function: action.function }
    case 'provision':
      return { type: 'provision', function: action.function, qualifier: action.qualifier, count: action.count }
  }
}

const isRefusalExpected = (action: Action): boolean =>
  action.kind !== 'idle' && action.kind !== 'expect' && action.expect.refused !== undefined

/** A reply's result, which the link promises to be of the command's type. */
function expectType<T extends CommandResult['type']>(result: CommandResult, type: T): CommandResult & { type: T } {
  const matches = (candidate: CommandResult): candidate is CommandResult & { type: T } => candidate.type === type
  if (!matches(result)) throw new Error(`The emulator answered "${result.type}" where "${type}" was due.`)
  return result
}

function accepted(reply: CommandReply, path: Path): CommandResult {
  if (reply.ok) return reply.result
  const { key } = reply.refusal
  throw new RefusedStep(reply.refusal, key === null ? path : [...path, key])
}

/** The caller's side of a request that the API refused. */
function notInvoked({ statusCode }: Refusal): InvocationResult {
  return {
    requestId: '',
    start: null,
    environment: null,
    initializationType: null,
    statusCode,
    functionError: null,
    throttle: null,
    payload: null,
    http: null,
    log: [],
    durationMs: null,
    billedDurationMs: null,
    initDurationMs: null,
  }
}
