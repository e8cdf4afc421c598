/**
 * One runtime of an environment: drives its sandbox through init and invocations, one phase at a time, and holds each
 * phase to its deadline from outside, so that a busy loop ends too.
 */
import type { Runner } from './clock.ts'
import type { DatabaseClient } from './database/database-client.ts'
import type { Environment } from './environment.ts'
import { BYTES_PER_MB } from './limits.ts'
import type {
  FunctionErrorPayload,
  InitCommand,
  InvokeCommand,
  ModuleBinding,
  OutsideAnswer,
  PendingTimer,
  RuntimeExit,
  Sandbox,
  SandboxReport,
  StreamedResponse,
} from './sandbox.ts'
import type { World } from './world.ts'

/** How a phase ended. `ms` is the function's own time in it, by the guest's clock. */
export type PhaseOutcome =
  | { readonly kind: 'inited'; readonly ms: number; readonly moduleScope: readonly ModuleBinding[] }
  | { readonly kind: 'init-failed'; readonly ms: number; readonly error: FunctionErrorPayload }
  | {
      readonly kind: 'done'
      readonly ms: number
      readonly payload: string | null
      readonly error: FunctionErrorPayload | null
      readonly streamed: StreamedResponse | null
      readonly moduleScope: readonly ModuleBinding[]
      readonly pending: readonly PendingTimer[]
    }
  | {
      readonly kind: 'exited'
      readonly ms: number
      readonly exit: RuntimeExit
      /** What the runtime client had answered before it exited; null where the caller hears of the exit itself. */
      readonly answered: FunctionErrorPayload | null
    }
  | { readonly kind: 'timed-out' }

interface Phase {
  readonly began: number
  readonly runner: Runner
  readonly cancelDeadline: () => void
  readonly settle: (outcome: PhaseOutcome) => void
  overdue: boolean
}

/** One runtime of an environment: a started sandbox and what it was told and has reported. */
export class Runtime {
  readonly #world: World
  readonly #sandbox: Sandbox
  readonly #outside: (report: SandboxReport) => void
  readonly #environment: string
  readonly #database: DatabaseClient
  /** What came from outside while it was frozen. */
  #held: readonly OutsideAnswer[] = []
  /** How much from outside was sent to it. */
  #sent = 0
  #phase: Phase | null = null
  #gone = false

  /** Starts the sandbox. `outside` gets the reports that belong to no phase, and output, `/tmp` and notices of any. */
  constructor(world: World, environment: Environment, outside: (report: SandboxReport) => void) {
    this.#world = world
    this.#outside = outside
    this.#environment = environment.id
    this.#database = world.database.client(environment.id, answer => this.#hand(answer))
    const memoryBytes = environment.revision.configuration.memorySize * BYTES_PER_MB
    this.#sandbox = world.sandboxes.start({ memoryBytes }, report => this.#take(report))
  }

  /** Runs module code; `timed-out` when virtual time reaches `deadline`, the runtime being stopped then. */
  init(command: InitCommand, deadline: number): Promise<PhaseOutcome> {
    return this.#run(command, deadline)
  }

  /** Runs the handler; as {@link init}. */
  invoke(command: InvokeCommand, deadline: number): Promise<PhaseOutcome> {
    const answers = this.#held
    this.#held = []
    this.#sent += answers.length
    return this.#run(answers.length === 0 ? command : { ...command, answers }, deadline)
  }

  /** Ends it; resolves when it is gone and its last reports are in. */
  async stop(): Promise<void> {
    this.#gone = true
    await this.#sandbox.stop()
  }

  /** Its sockets, when it is gone: closed by the kernel of an environment that lives on, or left behind by one that does not. */
  leaveSockets(left: 'closed' | 'open'): void {
    if (left === 'closed') this.#database.processEnded()
    else this.#database.environmentGone()
  }

  #run(command: InitCommand | InvokeCommand, deadline: number): Promise<PhaseOutcome> {
    return new Promise(resolve => {
      const phase: Phase = {
        began: command.now,
        runner: this.#world.clock.runner(now => this.#sandbox.send({ type: 'advance', now })),
        cancelDeadline: this.#world.clock.at(deadline, () => void this.#cutOff(phase)),
        settle: outcome => {
          phase.cancelDeadline()
          this.#phase = null
          resolve(outcome)
          phase.runner.end()
        },
        overdue: false,
      }
      this.#phase = phase
      // An init holds the clock until its thread is up and says so; a thawed runtime runs at once.
      if (command.type === 'invoke') phase.runner.runs()
      this.#sandbox.send(command)
    })
  }

  async #cutOff(phase: Phase): Promise<void> {
    phase.overdue = true
    phase.runner.holds()
    await this.stop()
    phase.settle({ kind: 'timed-out' })
  }

  #take(report: SandboxReport): void {
    const phase = this.#phase
    switch (report.type) {
      case 'log':
      case 'tmp':
      case 'late':
      case 'notice':
        this.#outside(report)
        return
      case 'started':
        if (phase?.overdue === false) phase.runner.runs()
        return
      case 'outside':
        // The guest may be ahead of our clock: a call takes its time from when it was made.
        if (phase?.overdue !== true) this.#world.clock.catchUp(report.now)
        this.#world.outside.call(this.#environment, report.id, report.request, answer => this.#hand(answer))
        return
      case 'socket':
        if (phase?.overdue !== true) this.#world.clock.catchUp(report.now)
        this.#database.take(report.socket, report.request)
        return
      case 'waiting':
        if (phase?.overdue === false && (report.answered ?? 0) === this.#sent) phase.runner.waits(report.due)
        return
      default:
        if (phase !== null) this.#settlePhase(phase, report)
        else if (!this.#gone) this.#outside(report)
    }
  }

  /** Hands on an answer from outside; a frozen runtime gets it when it thaws, as over a socket. */
  #hand(answer: OutsideAnswer): void {
    if (this.#gone) return
    if (this.#phase === null) {
      this.#held = [...this.#held, answer]
      return
    }
    this.#phase.runner.runs()
    this.#sent++
    this.#sandbox.send({ type: 'outside', now: this.#world.clock.now(), answer })
  }

  #settlePhase(phase: Phase, report: SandboxReport & { type: 'inited' | 'init-failed' | 'done' | 'ended' }): void {
    // The time-out won: what the function reported while it was being stopped no longer counts.
    if (phase.overdue) return
    // An end that the guest itself could not report carries no time of its own.
    const now = report.type === 'ended' && report.now === 0 ? this.#world.clock.now() : report.now
    const ms = Math.max(0, now - phase.began)
    this.#world.clock.catchUp(now)
    switch (report.type) {
      case 'inited':
        phase.settle({ kind: 'inited', ms, moduleScope: report.moduleScope })
        return
      case 'init-failed':
        phase.settle({ kind: 'init-failed', ms, error: report.error })
        return
      case 'ended':
        phase.settle({ kind: 'exited', ms, exit: report.exit, answered: report.error ?? null })
        return
      case 'done': {
        const { payload, error, moduleScope, pending, streamed = null } = report
        phase.settle({ kind: 'done', ms, payload, error, streamed, moduleScope, pending })
      }
    }
  }
}
