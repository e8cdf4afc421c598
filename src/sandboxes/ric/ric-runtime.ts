/** One runtime: the process of AWS's client, driven through init and invocations by the Runtime API and stopped in between. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type {
  AdvanceCommand,
  FunctionErrorPayload,
  InitCommand,
  InvokeCommand,
  OutsideCommand,
  OutsideRequest,
  RuntimeExit,
  Sandbox,
  SandboxCommand,
  SandboxReport,
  StreamedResponse,
} from '../../emulator/sandbox.ts'
import { ClientProcess } from './client-process.ts'
import { ShiftedClock } from './clock.ts'
import { LogFile } from './log-file.ts'
import { importsOutside, OutsideChannel } from './outside-channel.ts'
import { paceMs, VirtualWait } from './paced-response.ts'
import type { RicOptions } from './provider.ts'
import { CLOCK_FILE, mountRoot, unmountRoot } from './root.ts'
import { RuntimeApi } from './runtime-api.ts'
import { SleepWatch } from './sleep-watch.ts'
import { TmpFolder } from './tmp-folder.ts'
import { residentBytes, timerSleep } from './watch.ts'

/** How often a running process is looked at, ms. */
const LOOK_EVERY_MS = 4
const NS_PER_MS = 1_000_000

interface Answer {
  readonly now: number
  readonly requestId: string
  readonly payload: string | null
  readonly error: FunctionErrorPayload | null
  readonly streamed?: StreamedResponse
}

/** `freezing`: the client has asked for more, and is being stopped. */
type Phase = 'none' | 'init' | 'invoke' | 'freezing'

/** A sandbox whose guest is AWS's client. */
export class RicRuntime implements Sandbox {
  readonly #options: RicOptions & { readonly folder: string; readonly memoryBytes: number }
  readonly #report: (report: SandboxReport) => void
  readonly #api: RuntimeApi
  readonly #root: string
  #process: ClientProcess | null = null
  #clock: ShiftedClock | null = null
  #log: LogFile | null = null
  #tmp: TmpFolder | null = null
  #phase: Phase = 'none'
  #requestId: string | null = null
  #answer: Answer | null = null
  /** It has asked for the next invocation. */
  #asked = false
  /** The caller reads while it is written. */
  #streams = false
  #paced: VirtualWait | null = null
  #initError: FunctionErrorPayload | null = null
  #watch: ReturnType<typeof setInterval> | null = null
  readonly #sleep = new SleepWatch()
  #outside: OutsideChannel | null = null
  /** Of its calls, at the last look. */
  #bytesRead = 0
  #outOfMemory = false
  #mounted = false
  #starting: Promise<void> | null = null
  #ending: Promise<void> | null = null
  #over = false

  constructor(
    options: RicOptions & { readonly folder: string; readonly memoryBytes: number },
    report: (report: SandboxReport) => void,
  ) {
    this.#options = options
    this.#report = report
    this.#root = join(options.folder, 'root')
    this.#api = new RuntimeApi({
      next: () => void this.#asksNext(),
      response: (requestId, payload) => this.#answered({ requestId, payload, error: null }),
      streamed: (requestId, streamed, error) => this.#streamed({ requestId, payload: null, error, streamed }),
      error: (requestId, error) => this.#answered({ requestId, payload: null, error }),
      initError: error => {
        this.#initError = error
      },
      unknown: call => this.#says(`[oracle: the client called ${call}, which is not served here]`),
    })
  }

  send(command: SandboxCommand): void {
    if (command.type === 'init') this.#starting = this.#init(command)
    else if (command.type === 'invoke') this.#invoke(command)
    else void this.#advance(command)
  }

  /** Processor ms that the process has used. */
  processorMs(): number {
    return (this.#process?.processorNs() ?? 0) / NS_PER_MS
  }

  async stop(): Promise<void> {
    this.#over = true
    this.#phase = 'none'
    this.#unwatch()
    // What is being mounted is taken away when it is there.
    await this.#starting
    await this.#process?.kill()
    await this.#end()
  }

  async #init(command: InitCommand): Promise<void> {
    const { clients, clockLibrary, folder } = this.#options
    const client = clients.find(({ runtime }) => runtime === command.runtime)
    if (client === undefined) throw new Error(`AWS’s client for ${command.runtime} is not installed.`)
    mkdirSync(this.#root)
    const { files, tmpBytes } = command
    await mountRoot({ folder: this.#root, client, clockLibrary, files, tmpBytes })
    this.#mounted = true
    this.#tmp = new TmpFolder(join(this.#root, 'tmp'), command.tmp)
    this.#log = new LogFile(join(folder, 'log'))
    const address = await this.#api.listen()
    if (this.#over) return this.#end()
    this.#clock = new ShiftedClock({
      path: join(this.#root, CLOCK_FILE),
      now: command.now,
      pace: this.#options.pace,
      processorNs: () => this.#process?.processorNs() ?? 0,
    })
    const env = { ...command.env, AWS_LAMBDA_RUNTIME_API: address, AWS_LAMBDA_LOG_FORMAT: command.logFormat }
    this.#begin('init', command.now)
    const channel = importsOutside(files)
    this.#process = new ClientProcess({ root: this.#root, env, output: this.#log.descriptor, channel })
    if (this.#process.channel !== null) {
      const call = (id: number, request: OutsideRequest) =>
        this.#report({ type: 'outside', now: this.#now(), id, request })
      this.#outside = new OutsideChannel(this.#process.channel, call)
    }
    this.#process.exited.then(exit => this.#exited(exit))
    this.#report({ type: 'started', now: command.now })
  }

  #invoke(command: InvokeCommand): void {
    this.#requestId = command.requestId
    this.#answer = null
    this.#asked = false
    this.#streams = command.streams === true
    this.#begin('invoke', command.now)
    this.#api.invoke(command)
    for (const answer of command.answers ?? []) this.#outside?.answer(answer)
    this.#process?.goOn()
  }

  /** Time is jumped over, or an answer has come: the process sleeps, and wakes to find its timer due, or the answer. */
  async #advance(command: AdvanceCommand | OutsideCommand): Promise<void> {
    const { now } = command
    this.#sleep.wake()
    await this.#process?.halt()
    // What crosses the end of the phase is there when the process thaws.
    if (command.type === 'outside') this.#outside?.answer(command.answer)
    if (this.#phase === 'none' || this.#phase === 'freezing') return
    this.#clock?.run(now)
    this.#process?.goOn()
    this.#paced?.tell(now)
  }

  #begin(phase: Phase, now: number): void {
    this.#phase = phase
    this.#sleep.wake()
    this.#clock?.run(now)
    this.#watch ??= setInterval(() => this.#look(), LOOK_EVERY_MS)
  }

  /** The client asks for the next invocation: the phase is over, the environment freezes (lambda-semantics 1.1 #1). */
  async #asksNext(): Promise<void> {
    const phase = this.#phase
    if (phase !== 'init' && phase !== 'invoke') return
    // It may ask while it still writes its response: that is waited for.
    this.#asked = true
    if (phase === 'invoke' && this.#answer === null) return
    this.#phase = 'freezing'
    this.#unwatch()
    // It still takes our answer to its last call; what else it does at once is before the freeze, too.
    await this.#process?.settled()
    await this.#process?.halt()
    this.#clock?.stand()
    // A time-out or an exit may have won meanwhile.
    if (this.#over) return
    this.#tellOutput(phase === 'invoke')
    this.#phase = 'none'
    const now = this.#answer?.now ?? this.#now()
    if (phase === 'init') this.#report({ type: 'inited', now, moduleScope: [] })
    else if (this.#answer !== null) this.#report({ type: 'done', ...this.#answer, moduleScope: [], pending: [] })
  }

  async #streamed(answer: Omit<Answer, 'now'> & { readonly streamed: StreamedResponse }): Promise<void> {
    const ms = this.#streams ? paceMs(answer.streamed.bytes) : 0
    if (ms > 0) {
      const now = this.#now()
      this.#paced = new VirtualWait(now + ms)
      this.#report({ type: 'waiting', now, due: this.#paced.due })
      await this.#paced.done
    }
    this.#answered(answer)
  }

  #answered(answer: Omit<Answer, 'now'>): void {
    this.#answer = { now: this.#now(), ...answer }
    if (this.#asked) void this.#asksNext()
  }

  #exited(exit: RuntimeExit): void {
    if (this.#over) return
    this.#over = true
    this.#unwatch()
    this.#phase = 'none'
    this.#clock?.stand()
    void this.#end()
    const now = this.#now()
    // A client of nodejs22.x answers with a lost error before it exits.
    const error = this.#answer?.error ?? undefined
    if (this.#initError !== null) this.#report({ type: 'init-failed', now, error: this.#initError })
    else if (this.#outOfMemory) this.#report({ type: 'ended', now, exit: { kind: 'out-of-memory' } })
    else this.#report({ type: 'ended', now, exit, ...(error !== undefined && { error }) })
  }

  /** The process is gone: what it left is told, its folders are taken away. Once; whoever asks waits for it. */
  #end(): Promise<void> {
    this.#ending ??= this.#takeAway()
    return this.#ending
  }

  async #takeAway(): Promise<void> {
    if (!this.#mounted) return
    this.#tellOutput(true)
    this.#log?.close()
    this.#log = null
    this.#clock?.close()
    this.#api.close()
    await unmountRoot(this.#root)
  }

  #tellOutput(end: boolean): void {
    for (const { line, time } of this.#log?.read(end) ?? []) this.#says(line, time ?? this.#now())
    for (const change of this.#tmp?.changes() ?? []) this.#report({ type: 'tmp', now: this.#now(), change })
  }

  #says(line: string, now = this.#now()): void {
    this.#report({ type: 'log', now, requestId: this.#requestId, line })
  }

  #now(): number {
    return this.#clock?.now() ?? 0
  }

  #look(): void {
    const pid = this.#process?.pid
    if (pid === undefined) return
    if (residentBytes(pid) > this.#options.memoryBytes) {
      // As the kernel does with a group of processes that is over its limit.
      this.#outOfMemory = true
      void this.#process?.kill()
      return
    }
    const due = this.#sleep.look(this.#sleepMs(pid), this.#now())
    if (due === null) return
    this.#report({ type: 'waiting', now: this.#now(), due, answered: this.#outside?.answered ?? 0 })
  }

  /** How long it sleeps, ms; null where it does not only wait for virtual time, or for an answer from outside. */
  #sleepMs(pid: number): number | null {
    // While it speaks with us it does not sleep for a timer, whatever its event loop says: V8 has timers there, too.
    const speaks = this.#api.busy || this.#api.bytesRead !== this.#bytesRead
    this.#bytesRead = this.#api.bytesRead
    const ms = speaks ? null : timerSleep(pid)
    return ms === Number.POSITIVE_INFINITY && this.#outside?.waiting !== true ? null : ms
  }

  #unwatch(): void {
    if (this.#watch !== null) clearInterval(this.#watch)
    this.#watch = null
  }
}
