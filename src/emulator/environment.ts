/**
 * An execution environment: a record (id, log stream, `/tmp`, state) whose runtime is replaceable. A time-out, exit or
 * crash ends the runtime; new code, new configuration, idleness and scale-out end or make records.
 */
import type { InitializationType } from './commands.ts'
import type { ReclaimReason, RuntimeEnd } from './events.ts'
import { type EnvironmentState, nextState, type Signal } from './lifecycle.ts'
import { BYTES_PER_MB } from './limits.ts'
import { Runtime } from './runtime.ts'
import type { ModuleBinding, PendingTimer, SandboxReport } from './sandbox.ts'
import { TmpJournal } from './tmp-journal.ts'
import type { Revision, World } from './world.ts'

/** An execution environment: the record that lives on while its runtime may be replaced (DESIGN 3). */
export class Environment {
  readonly id: string
  readonly revision: Revision
  readonly initializationType: InitializationType
  readonly logStream: string
  readonly tmp: TmpJournal
  state: EnvironmentState = 'initializing'
  /** Virtual epoch ms of the last end of an invocation (or of init). */
  lastUsed: number
  runtime: Runtime | null = null
  /** Set while an invocation has it, from placement on: one request at a time (lambda-semantics 1.3 #40). */
  occupant: string | null
  /** Set when it may finish what it runs and is then taken away. */
  retired: ReclaimReason | null = null
  readonly tenantId: string | null
  readonly #world: World
  #lines: string[] = []
  #cancelIdle: (() => void) | null = null
  #cancelLifetime: (() => void) | null = null

  /** Starts a record for `revision`, asked for by `requestId`, or ahead of any request (null). */
  constructor(
    world: World,
    revision: Revision,
    start: { requestId: string | null; initializationType: InitializationType; tenantId: string | null },
  ) {
    this.#world = world
    this.id = `env-${world.nextEnvironment++}`
    this.revision = revision
    this.initializationType = start.initializationType
    this.occupant = start.requestId
    this.tenantId = start.tenantId
    this.lastUsed = world.clock.now()
    this.logStream = logStreamName(world.clock.now(), revision.version, world.ids.hex(32))
    const tmpBytes = revision.configuration.ephemeralStorage * BYTES_PER_MB
    this.tmp = new TmpJournal(change => world.emit({ type: 'tmp-changed', environment: this.id, ...change }))
    world.environments.add(this)
    const { function: name, version } = revision
    const { logStream, initializationType } = this
    const { requestId } = start
    const body = { environment: this.id, function: name, version, logStream, initializationType, tmpBytes, requestId }
    world.emit({ type: 'environment-started', ...body })
  }

  /** Whether it could take a request of `revision` now. */
  isIdle(): boolean {
    return (
      this.occupant === null && this.retired === null && (this.state === 'frozen' || this.state === 'runtime-ended')
    )
  }

  signal(signal: Signal): void {
    this.state = nextState(this.state, signal)
  }

  /** A fresh runtime, already starting; nothing runs in it until it is told to. */
  startRuntime(): Runtime {
    this.runtime = new Runtime(this.#world, this, report => this.#take(report))
    return this.runtime
  }

  /** The runtime came to its end; the record stays. */
  endRuntime(signal: 'init-failed' | 'init-timed-out' | 'timed-out' | 'runtime-exited', end: RuntimeEnd): void {
    this.signal(signal)
    this.tmp.flush()
    this.#world.emit({ type: 'runtime-ended', environment: this.id, end })
    this.runtime?.leaveSockets('closed')
    this.#dropRuntime()
  }

  showModuleScope(bindings: readonly ModuleBinding[], after: 'init' | 'invocation', requestId: string | null): void {
    this.#world.emit({ type: 'module-scope', environment: this.id, after, requestId, bindings })
  }

  /** Writes a line of the platform into the log stream. */
  writeLine(line: string, requestId: string | null): void {
    this.#write('platform', line, requestId)
  }

  /** The lines since the last call: what one invocation's `log` is. */
  takeLines(): readonly string[] {
    const lines = this.#lines
    this.#lines = []
    return lines
  }

  freeze(pending: readonly PendingTimer[]): void {
    this.#world.emit({ type: 'frozen', environment: this.id, pending })
  }

  /** The invocation (or init) is over: it waits for the next one, or goes if it was retired meanwhile. */
  release(): void {
    this.occupant = null
    this.lastUsed = this.#world.clock.now()
    if (this.retired !== null) this.reclaim(this.retired)
    else if (this.initializationType === 'on-demand') this.#waitForIdleEnd()
  }

  occupy(requestId: string): void {
    this.occupant = requestId
    this.#cancelIdle?.()
    this.#cancelIdle = null
  }

  /** Takes it away now if it is idle, else as soon as it has finished. */
  retire(reason: ReclaimReason): void {
    if (this.occupant === null && this.state !== 'initializing') this.reclaim(reason)
    else this.retired = reason
  }

  /** `ended` is called when it has lived as long as the account lets one live (lambda-semantics 1.1 #11). */
  limitLifetime(ended: () => void): void {
    const { clock, account } = this.#world
    this.#cancelLifetime = clock.at(clock.now() + account.lifetime, ended)
  }

  reclaim(reason: ReclaimReason): void {
    this.#cancelIdle?.()
    this.#cancelLifetime?.()
    this.signal('reclaim')
    this.#world.environments.delete(this)
    this.#world.emit({ type: 'environment-reclaimed', environment: this.id, reason })
    this.runtime?.leaveSockets('open')
    this.#dropRuntime()
  }

  /** Frees what the host holds for the runtime, also when its code has already ended. */
  #dropRuntime(): void {
    const ending = this.runtime?.stop()
    this.runtime = null
    if (ending === undefined) return
    this.#world.endings.add(ending)
    ending.finally(() => this.#world.endings.delete(ending))
  }

  #waitForIdleEnd(): void {
    const { clock, account } = this.#world
    this.#cancelIdle = clock.at(this.lastUsed + account.idleRetention, () => this.reclaim('idle'))
  }

  #take(report: SandboxReport): void {
    switch (report.type) {
      case 'log':
        this.#write('function', report.line, report.requestId)
        return
      case 'tmp':
        this.tmp.apply(report.change)
        return
      case 'late':
        this.#world.emit({ type: 'late-work', environment: this.id, timers: report.timers })
        return
      case 'notice':
        this.#world.emit({ type: 'notice', environment: this.id, notice: report.notice })
        return
      case 'ended':
        // Outside a phase: the host took the runtime away while it was frozen.
        this.endRuntime('runtime-exited', { kind: 'exited', exit: report.exit })
        return
      default:
        return
    }
  }

  #write(source: 'platform' | 'function', line: string, requestId: string | null): void {
    this.#lines.push(line)
    this.#world.emit({ type: 'log', environment: this.id, source, requestId, line })
  }
}

/** `YYYY/MM/DD/[version]32 hex`, one per environment (lambda-semantics 1.9). */
function logStreamName(time: number, version: string, hex: string): string {
  const day = new Date(time).toISOString().slice(0, 10).replaceAll('-', '/')
  return `${day}/[${version}]${hex}`
}
