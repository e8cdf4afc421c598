/**
 * The guest: our client half of the Lambda runtime. It takes an `init` command once, then an `invoke` command after
 * each answer, and is frozen in between. What a thread can do comes from a {@link GuestHost}.
 */
import type {
  FunctionErrorPayload,
  InitCommand,
  InvokeCommand,
  OutsideAnswer,
  SandboxCommand,
} from '../emulator/sandbox.ts'
import { GuestClock } from './clock.ts'
import { createConsole, Logger } from './console.ts'
import { createContext } from './context.ts'
import { errorPayload, loadingError, RuntimeError, readStacksBy, stackLines } from './errors.ts'
import { setUpFileSystem } from './file-system.ts'
import { installGlobals } from './globals.ts'
import { findHandler, type Handler, parseHandler } from './handler.ts'
import type { GuestHost, HostVolume } from './host.ts'
import { ModuleScope } from './module-scope.ts'
import { Output } from './output.ts'
import { OutsideCalls } from './outside.ts'
import { createProcess, type GuestProcess } from './process.ts'
import { appendReader } from './source.ts'
import { createTimers } from './timers.ts'

/** Exit status of Node for an error nobody caught, and for a top-level await that never settles. */
const UNCAUGHT_STATUS = 1
const UNSETTLED_AWAIT_STATUS = 13

/** Taken before the function's code can change them. */
const { stringify, parse } = JSON

/** Named and shaped as on Lambda, where a stack says `at Runtime.handler`. */
class Runtime {
  readonly handler: Handler
  constructor(handler: Handler) {
    this.handler = handler
  }
}

/** The client half of the Lambda runtime: takes commands, runs the handler, reports, and is frozen in between. */
export class Guest {
  readonly #host: GuestHost
  readonly #clock: GuestClock
  readonly #output: Output
  readonly #logger: Logger
  readonly #scope: ModuleScope
  readonly #outside: OutsideCalls
  /** Answers from outside that came when it was about to freeze. */
  #early: OutsideAnswer[] = []
  #answersTaken = 0
  #runtime: Runtime | null = null
  #process: GuestProcess | null = null
  #version = ''
  #requestId: string | null = null
  #phase: 'none' | 'init' | 'invoke' = 'none'
  #toldDue: number | null = null

  constructor(host: GuestHost) {
    this.#host = host
    this.#clock = new GuestClock(host)
    const now = (): number => this.#clock.now()
    const requestId = (): string | null => this.#requestId
    this.#output = new Output(host, now, requestId)
    this.#logger = new Logger(host, this.#output, now, requestId)
    this.#scope = new ModuleScope(host)
    this.#outside = new OutsideCalls(report => host.post(report), now)
    if (host.readStack !== undefined) readStacksBy(host.readStack)
    this.#clock.onThrow = error => this.#uncaught(error)
    host.onUncaught(error => this.#uncaught(error))
    host.onNothingPending(sure => this.#nothingPending(sure))
  }

  /** Takes the next command. Never throws. */
  take(command: SandboxCommand): void {
    switch (command.type) {
      case 'init':
        void this.#init(command)
        return
      case 'invoke':
        void this.#invoke(command)
        return
      case 'advance':
        this.#advance(command.now)
        return
      case 'outside':
        this.#answered(command.now, command.answer)
    }
  }

  async #init(command: InitCommand): Promise<void> {
    this.#begin('init', command.now)
    this.#host.post({ type: 'started', now: command.now })
    this.#version = command.runtime
    this.#logger.settings = {
      format: command.logFormat,
      tenantId: null,
      idAtInit: command.runtime === 'nodejs22.x' ? 'undefined' : '-',
    }
    try {
      this.#clock.start()
      await this.#load(command)
      await this.#settle()
    } catch (error) {
      this.#failInit(error)
      return
    }
    this.#freeze(now => this.#host.post({ type: 'inited', now, moduleScope: this.#scope.look() }))
  }

  async #load(command: InitCommand): Promise<void> {
    const modules = await this.#install(command)
    const name = parseHandler(command.handler)
    const link = this.#host.link({
      module: name.module,
      command,
      modules,
      instrument: appendReader,
      reader: (path, names, read) => this.#scope.add(path, names, read),
    })
    const { exports } = await link.catch((error: unknown) => {
      throw loadingError(error)
    })
    this.#runtime = new Runtime(findHandler(exports, name, command.handler, command.runtime))
  }

  /** Globals and built-ins that the function sees. */
  async #install(command: InitCommand): Promise<ReadonlyMap<string, unknown>> {
    // Made before the function's globals take the place of the host's.
    const made = namesFileSystem(command) ? await this.#host.createVolume() : null
    const { modules, globals } = createTimers(this.#clock, this.#host)
    const now = (): number => this.#clock.now()
    const born = command.now
    const exit = (code: number): never => this.#exit(code)
    const process = createProcess({ host: this.#host, output: this.#output, env: command.env, now, born, exit })
    const console = createConsole(this.#logger, this.#output, this.#host, now)
    this.#process = process
    installGlobals({ ...globals, process, console }, now, born)
    const outside = { store: this.#outside.store }
    const own = new Map<string, unknown>([...modules, ['process', process], ['console', console], ['outside', outside]])
    if (made !== null) this.#addFileSystem(made, command, own)
    return own
  }

  #addFileSystem(made: HostVolume, command: InitCommand, modules: Map<string, unknown>): void {
    const { volume, fs, place, placeSymlink } = made
    const { files, tmp, tmpBytes } = command
    const report = (change: Parameters<Parameters<typeof setUpFileSystem>[0]['report']>[0]): void =>
      this.#host.post({ type: 'tmp', now: this.#clock.now(), change })
    setUpFileSystem({ volume, files, tmp, tmpBytes, report, place, placeSymlink })
    modules.set('fs', fs)
    modules.set('fs/promises', Reflect.get(fs, 'promises'))
  }

  #failInit(error: unknown): void {
    this.#logger.failure('Init Error', error)
    this.#output.flush()
    this.#host.end()
    this.#clock.stop()
    this.#host.post({ type: 'init-failed', now: this.#clock.now(), error: initPayload(error) })
    this.#host.exit({ kind: 'exit', code: UNCAUGHT_STATUS })
  }

  async #invoke(command: InvokeCommand): Promise<void> {
    this.#begin('invoke', command.now)
    this.#logger.settings = { ...this.#logger.settings, tenantId: command.tenantId }
    await this.#thaw(command.answers ?? [])
    this.#requestId = command.requestId
    this.#clock.requestId = command.requestId
    this.#clock.start()
    const answer = await this.#call(command)
    await this.#settle()
    this.#output.flush()
    this.#freeze(now => {
      const { requestId } = command
      const moduleScope = this.#scope.look()
      const pending = this.#clock.pending()
      this.#host.post({ type: 'done', now, requestId, ...answer, moduleScope, pending })
    })
  }

  /** Left-over timers that became due run now, before the handler, still under the request that set them (1.2 #21, #22). */
  async #thaw(answers: readonly OutsideAnswer[]): Promise<void> {
    const due = this.#clock.due()
    if (due.length > 0) {
      const timers = due.map(({ kind, due: at, requestId }) => ({ kind, due: at, requestId }))
      this.#host.post({ type: 'late', now: this.#clock.now(), timers })
      await new Promise<void>(resolve => this.#clock.fire(due, resolve))
    }
    // What came over the network is read after the timers, as Node's event loop has it.
    const early = this.#early
    this.#early = []
    this.#answersTaken += answers.length
    for (const answer of [...early, ...answers]) {
      this.#outside.settle(answer)
      await new Promise<void>(resolve => this.#host.hop(resolve))
    }
  }

  async #call(command: InvokeCommand): Promise<{ payload: string | null; error: FunctionErrorPayload | null }> {
    try {
      const context = createContext(command, () => this.#clock.now())
      const value = await this.#runtime?.handler(parse(command.event), context)
      return { payload: serialize(value), error: null }
    } catch (error) {
      this.#logger.failure('Invoke Error', error)
      return { payload: null, error: errorPayload(error) }
    }
  }

  #begin(phase: 'init' | 'invoke', now: number): void {
    this.#phase = phase
    this.#toldDue = null
    this.#output.begin()
    this.#clock.set(now)
    this.#host.begin()
  }

  /** Two macrotask turns: a rejection nobody handles is reported only after them (guest-traps, decision 5). */
  async #settle(): Promise<void> {
    for (let turn = 0; turn < 2; turn++) await new Promise<void>(resolve => this.#host.hop(resolve))
  }

  #freeze(report: (now: number) => void): void {
    this.#phase = 'none'
    this.#clock.stop()
    this.#host.end()
    this.#host.prepareFreeze()
    report(this.#clock.now())
    this.#host.freeze()
  }

  #advance(now: number): void {
    if (this.#phase === 'none') return
    this.#toldDue = null
    this.#host.release()
    this.#clock.set(now)
    this.#clock.fireDue()
  }

  /** An answer from outside. One that crossed the report of an answer waits for the thaw. */
  #answered(now: number, answer: OutsideAnswer): void {
    this.#answersTaken++
    if (this.#phase === 'none') {
      this.#early.push(answer)
      return
    }
    this.#toldDue = null
    this.#host.release()
    this.#clock.set(Math.max(now, this.#clock.now()))
    this.#outside.settle(answer)
    this.#clock.fireDue()
  }

  /** Nothing real is left to wait for: a virtual timer is, or the handler will never settle (1.2 #29). */
  #nothingPending(sure: boolean): void {
    if (this.#phase === 'none') return
    const due = this.#clock.nextDue() ?? (this.#outside.waiting ? Number.POSITIVE_INFINITY : null)
    if (due === null) {
      if (!sure) return
      this.#exit(this.#phase === 'init' ? UNSETTLED_AWAIT_STATUS : 0)
    }
    this.#host.keepAlive()
    if (due === this.#toldDue) return
    this.#toldDue = due
    this.#host.post({ type: 'waiting', now: this.#clock.now(), due, answered: this.#answersTaken })
  }

  /** An error nobody caught, a rejection nobody handled: Node prints it and exits (1.2 #28). */
  #uncaught(error: unknown): void {
    if ((this.#process?.listenerCount('uncaughtException') ?? 0) > 0) {
      this.#process?.emit('uncaughtException', error, 'uncaughtException')
      return
    }
    for (const line of uncaughtLines(error, this.#host)) this.#output.record(line)
    this.#exit(this.#version === 'nodejs24.x' ? UNCAUGHT_STATUS : NODE22_UNCAUGHT_STATUS)
  }

  #exit(code: number): never {
    this.#output.flush()
    this.#clock.stop()
    this.#host.end()
    const exit = { kind: 'exit', code } as const
    this.#host.post({ type: 'ended', now: this.#clock.now(), exit })
    return this.#host.exit(exit)
  }
}

/** Exit status after an uncaught exception with the older runtime client (lambda-semantics 1.2 #28). */
const NODE22_UNCAUGHT_STATUS = 129

function uncaughtLines(error: unknown, host: GuestHost): string[] {
  const isError = typeof error === 'object' && error !== null && 'stack' in error
  const lines = isError ? stackLines(error) : [`Uncaught ${host.inspect(error)}`]
  return [lines.join('\n'), `Node.js ${host.nodeVersion}`]
}

function initPayload(error: unknown): FunctionErrorPayload {
  return errorPayload(error)
}

/** The returned value as JSON text, as the runtime client makes it (lambda-semantics 1.6). */
function serialize(value: unknown): string {
  if (value === undefined) return 'null'
  let text: string | undefined
  try {
    text = stringify(value)
  } catch {
    throw new RuntimeError('Runtime.JSONStringifyError', 'Unable to stringify response body')
  }
  if (text === undefined) throw new TypeError('Wrong arguments')
  return text
}

/** Whether any file of the function may use the file system; memfs is loaded only then. */
function namesFileSystem(command: InitCommand): boolean {
  return command.files.some(({ text }) => /\bfs\b/.test(text))
}
