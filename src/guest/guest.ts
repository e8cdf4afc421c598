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
  SourceFile,
} from '../emulator/sandbox.ts'
import { awsLambdaGlobal, InvokeStore, invokeContext, streamingOf } from './aws-lambda-global.ts'
import { GuestClock } from './clock.ts'
import { createConsole, Logger } from './console.ts'
import { errorPayload, loadingError, readStacksBy, useClientOf } from './errors.ts'
import { setUpFileSystem } from './file-system.ts'
import { installGlobals } from './globals.ts'
import { findHandler, parseHandler } from './handler.ts'
import { type Answer, BufferedInvokeProcessor, HandlerCall, Runtime, StreamingInvokeProcessor } from './handler-call.ts'
import type { GuestHost, HostVolume, LostError } from './host.ts'
import { ModuleScope } from './module-scope.ts'
import { lambdaOs } from './os.ts'
import { Output } from './output.ts'
import { OutsideCalls } from './outside.ts'
import { createProcess, type GuestProcess } from './process.ts'
import { fieldOf } from './resolve.ts'
import { Sockets } from './sockets.ts'
import { appendReader } from './source.ts'
import { createTimers } from './timers.ts'
import { endingFor } from './uncaught.ts'

/** Exit status of Node for a failed init, and for a top-level await that never settles. */
const FAILED_INIT_STATUS = 1
const UNSETTLED_AWAIT_STATUS = 13

/** The client half of the Lambda runtime: takes commands, runs the handler, reports, and is frozen in between. */
export class Guest {
  readonly #host: GuestHost
  readonly #clock: GuestClock
  readonly #output: Output
  readonly #logger: Logger
  readonly #scope: ModuleScope
  readonly #outside: OutsideCalls
  readonly #sockets: Sockets
  /** Answers from outside that came when it was about to freeze. */
  #early: OutsideAnswer[] = []
  #answersTaken = 0
  #runtime: Runtime | null = null
  #process: GuestProcess | null = null
  #version = ''
  #files: readonly SourceFile[] = []
  #requestId: string | null = null
  #phase: 'none' | 'init' | 'invoke' = 'none'
  /** Set while the handler runs. */
  #call: HandlerCall | null = null
  readonly #store = new InvokeStore()
  #toldDue: number | null = null
  /** Its own time when it told that. */
  #toldAt = 0

  constructor(host: GuestHost) {
    this.#host = host
    this.#clock = new GuestClock(host)
    const now = (): number => this.#clock.now()
    const requestId = (): string | null => this.#requestId
    this.#output = new Output(host, now, requestId)
    this.#logger = new Logger(host, this.#output, now, requestId)
    this.#scope = new ModuleScope(host)
    this.#outside = new OutsideCalls(report => host.post(report), now)
    this.#sockets = new Sockets(host, now)
    if (host.readStack !== undefined) readStacksBy(host.readStack)
    this.#clock.onThrow = error => this.#uncaught({ kind: 'exception', error })
    host.onUncaught(lost => this.#uncaught(lost))
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
    this.#files = command.files
    useClientOf(command.runtime)
    this.#logger.settings = {
      format: command.logFormat,
      tenantId: null,
      idAtInit: this.#isOlder() ? 'undefined' : '-',
    }
    try {
      this.#clock.start()
      await this.#load(command)
      await this.#settle()
    } catch (error) {
      this.#failInit(error, this.#isOlder() ? 'Uncaught Exception' : 'Init Error')
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
      instrument: (path, text, kind) => (isPackage(path) ? text : appendReader(path, text, kind)),
      reader: (path, names, read) => this.#scope.add(path, names, read),
    })
    const { exports } = await link.catch((error: unknown) => {
      throw loadingError(error)
    })
    const handler = findHandler(exports, name, command.handler, command.runtime)
    const Processor = streamingOf(handler) === null ? BufferedInvokeProcessor : StreamingInvokeProcessor
    this.#runtime = this.#isOlder() ? new Runtime(handler) : new Processor(handler)
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
    const awslambda = awsLambdaGlobal(command.env, this.#isOlder() ? null : this.#store)
    installGlobals({ ...globals, process, console, ...(awslambda && { awslambda }) }, now, born)
    const outside = { store: this.#outside.store }
    const os = { ...this.#host.os, ...lambdaOs(command.memoryBytes) }
    const own = new Map<string, unknown>([...modules, ...Object.entries({ process, console, outside, os })])
    if (hasDatabaseClient(command)) for (const [name, module] of this.#sockets.modules()) own.set(name, module)
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

  #failInit(error: unknown, title: string): never {
    this.#logger.failure(title, error)
    this.#output.flush()
    this.#host.end()
    this.#clock.stop()
    this.#host.post({ type: 'init-failed', now: this.#clock.now(), error: errorPayload(error) })
    return this.#host.exit({ kind: 'exit', code: FAILED_INIT_STATUS })
  }

  async #invoke(command: InvokeCommand): Promise<void> {
    this.#begin('invoke', command.now)
    this.#logger.settings = { ...this.#logger.settings, tenantId: command.tenantId }
    await this.#thaw(command.answers ?? [])
    this.#requestId = command.requestId
    this.#clock.requestId = command.requestId
    this.#clock.start()
    const answer = await this.#answer(command)
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
      // No executor around it: a stack would show it.
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#clock.fire(due, resolve)
      await promise
    }
    // What came over the network is read after the timers, as Node's event loop has it.
    const early = this.#early
    this.#early = []
    this.#answersTaken += answers.length
    for (const answer of [...early, ...answers]) {
      this.#settleOutside(answer)
      await new Promise<void>(resolve => this.#host.hop(resolve))
    }
  }

  async #answer(command: InvokeCommand): Promise<Answer> {
    const runtime = this.#runtime
    if (runtime === null) throw new Error('An invocation came before its init')
    const streaming = streamingOf(runtime.handler)
    const [host, clock, logger, older] = [this.#host, this.#clock, this.#logger, this.#isOlder()]
    const call = new HandlerCall({ runtime, command, streaming, older, host, clock, logger })
    this.#call = call
    if (this.#process !== null) Reflect.set(this.#process.env, '_X_AMZN_TRACE_ID', command.traceId)
    const answer = await this.#store.run(invokeContext(command), () => call.answer())
    this.#call = null
    return answer
  }

  /** nodejs22.x, whose runtime client differs (lambda-semantics 1.2 #26, #28, #29). */
  #isOlder(): boolean {
    return this.#version === 'nodejs22.x'
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
    // Since it told that it waits nothing ran here that could have seen its clock: time stood if the emulator's did.
    const own = this.#toldDue === null ? this.#clock.now() : this.#toldAt
    this.#toldDue = null
    this.#host.release()
    this.#clock.set(Math.max(now, own))
    this.#settleOutside(answer)
    this.#clock.fireDue()
  }

  #settleOutside(answer: OutsideAnswer): void {
    if ('socket' in answer) this.#sockets.take(answer)
    else this.#outside.settle(answer)
  }

  /** Nothing real is left to wait for: a virtual timer is, or the handler will never settle (1.2 #29). */
  #nothingPending(sure: boolean): void {
    if (this.#phase === 'none') return
    const waits = this.#outside.waiting || this.#sockets.waiting || this.#call?.isConnected === true
    const due = this.#clock.nextDue() ?? (waits ? Number.POSITIVE_INFINITY : null)
    if (due === null) {
      if (!sure) return
      if (this.#call?.emptyLoop() === true) return
      this.#exit(this.#phase === 'init' ? UNSETTLED_AWAIT_STATUS : 0)
    }
    this.#host.keepAlive()
    if (due === this.#toldDue) return
    this.#toldDue = due
    this.#toldAt = this.#clock.now()
    this.#host.post({ type: 'waiting', now: this.#toldAt, due, answered: this.#answersTaken })
  }

  #uncaught(lost: LostError): void {
    if (!this.#isOlder() && this.#toldFunction(lost)) return
    const { code, text, reported } = endingFor(lost, this.#version, this.#host, this.#files)
    if (text !== null) this.#output.write(text)
    if (reported === null) this.#exit(code)
    if (this.#phase === 'init') this.#failInit(reported.error, reported.title)
    this.#logger.failure(reported.title, reported.error)
    this.#exit(code, this.#call !== null ? errorPayload(reported.error) : undefined)
  }

  /** True where the function listens for such errors itself: then nothing ends. */
  #toldFunction({ kind, error }: LostError): boolean {
    const events = kind === 'rejection' ? ['unhandledRejection', 'uncaughtException'] : ['uncaughtException']
    const event = events.find(each => (this.#process?.listenerCount(each) ?? 0) > 0)
    if (event !== undefined) this.#process?.emit(event, error, event)
    return event !== undefined
  }

  /** Ends the runtime; `error` is what it has answered before. */
  #exit(code: number, error?: FunctionErrorPayload): never {
    this.#output.flush()
    this.#clock.stop()
    this.#host.end()
    const exit = { kind: 'exit', code } as const
    this.#host.post({ type: 'ended', now: this.#clock.now(), exit, ...(error !== undefined && { error }) })
    return this.#host.exit(exit)
  }
}

/** Whether a client of a database lies among its packages: its sockets are ours then. */
function hasDatabaseClient(command: InitCommand): boolean {
  return command.files.some(({ path }) => path.startsWith('node_modules/pg/'))
}

/** Packages that the home laid there, or npm: their variables are none of the function's state. */
const isPackage = (path: string): boolean => path.startsWith('node_modules/')

/** Whether any file of the function may use the file system; memfs is loaded only then. */
function namesFileSystem(command: InitCommand): boolean {
  return command.files.some(({ path, text }) => /\bfs\b/.test(text) || (path === 'package.json' && installs(text)))
}

/** What packages of a package.json use shows only when they are loaded. */
const installs = (manifest: string): boolean => fieldOf(manifest, 'dependencies') !== undefined
