/**
 * A session: one open function under study. Commands go to the engine's link, events come back and are folded into the
 * *picture*; the reader's *files* are kept, and the lesson's steps are ticked by what was seen. No DOM.
 */
import { atom, computed, type ReadableAtom } from 'nanostores'
import type { ClockMode, Command, CommandReply, DeployCommand } from '../emulator/commands.ts'
import type { AccountConfiguration, ConfigurationRequest } from '../emulator/configuration.ts'
import { emptyPicture } from '../emulator/folds/extend-picture.ts'
import type { Picture } from '../emulator/folds/picture.ts'
import type { LessonFiles, LessonSubject } from '../lesson/lesson.ts'
import { startTicks, type Ticks } from '../lesson/tick-state.ts'
import type { Sight } from '../lesson/ticks.ts'
import type { Engine, EngineState } from '../link/engine.ts'
import type { Link } from '../link/link.ts'
import { Code } from './code.ts'
import { type EngineFactory, EngineSeat } from './engine-seat.ts'
import { FlowingTime } from './flowing-time.ts'
import type { SessionNotice } from './notice.ts'
import { requestFor } from './query.ts'
import { SentRecord } from './record.ts'
import type { CodeStorage } from './saved-code.ts'
import {
  environmentsFor,
  FUNCTION,
  type FunctionRequest,
  innermostOf,
  isRequest,
  type StudyCommand,
} from './study-command.ts'
import { View } from './view.ts'

/** What a session is made from: the lesson's function, an engine by its factory, and the reader's storage. */
export interface SessionOptions {
  readonly subject: LessonSubject
  /** Makes the engine, on the first command. */
  readonly engine: EngineFactory
  /** The engine that is ready to take over when edited code is deployed; null while none is. */
  readonly successor?: () => EngineFactory | null
  /** Null where nothing can be kept. */
  readonly storage: CodeStorage | null
  /** Ids of steps done on an earlier visit. */
  readonly done?: readonly string[]
  /** Environments that this device bears at once. */
  readonly environmentLimit: number
  /** Called with the link to an engine whose list begins anew, before anything is sent. */
  readonly watch?: (link: Link) => void
}

/** The handler where the lesson names none, as AWS's console sets it. */
const DEFAULT_HANDLER = 'index.handler'

/** One open function under study: commands go in, stores of what is known come out. It knows no DOM. */
export class Session {
  readonly subject: LessonSubject
  /** The picture as it is now. */
  readonly $picture = atom<Picture>(emptyPicture())
  /** What the views show: now, or another moment. */
  readonly view = new View(this.$picture)
  readonly code: Code
  readonly $files: ReadableAtom<LessonFiles>
  readonly $activeFile: ReturnType<typeof atom<string>>
  /** What stands in the query box. */
  readonly $query: ReturnType<typeof atom<string>>
  readonly $engine: ReadableAtom<EngineState>
  /** Which engine answers. */
  readonly $engineName: ReadableAtom<Engine['name']>
  readonly $notice = atom<SessionNotice | null>(null)
  readonly $done: ReturnType<typeof atom<readonly string[]>>
  /** Requests under way. */
  readonly $pending = atom(0)
  /** True while the code differs from what is deployed. */
  readonly $undeployed: ReadableAtom<boolean>
  /** How time passes; at first it stands between requests. */
  readonly $clock = atom<ClockMode>('lesson')
  /** The function's configuration as Lambda has it, or will have it with the first deployment. */
  readonly $configuration: ReturnType<typeof atom<ConfigurationRequest>>
  /** The account's settings; changed by starting over alone. */
  readonly $account: ReturnType<typeof atom<Partial<AccountConfiguration>>>
  /** What was sent since the engine was started. */
  readonly record = new SentRecord()
  readonly #options: SessionOptions
  readonly #$deployed = atom<LessonFiles | null>(null)
  readonly #flowing = new FlowingTime(passed => this.#show(passed))
  #ticks: Ticks
  readonly #seat: EngineSeat
  /** Commands go one after another up to the point where they are sent: a deploy before its request. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: SessionOptions) {
    const { subject, storage } = options
    this.#options = options
    this.subject = subject
    this.#seat = new EngineSeat({
      ...options,
      account: () => this.$account.get(),
      clock: () => this.$clock.get(),
      begins: () => this.view.clear(),
      seen: (events, { picture }) => {
        this.view.add(events)
        this.#flowing.restart()
        this.#show(0)
        this.#see({ world: picture })
      },
    })
    this.$engine = this.#seat.$state
    this.$engineName = this.#seat.$name
    this.code = new Code(subject, storage, () => this.$notice.set({ kind: 'not-saved' }))
    this.$files = this.code.$files
    this.$activeFile = atom(subject.activeFile)
    this.$query = atom(subject.query)
    this.$configuration = atom(subject.configuration)
    this.$account = atom(subject.account)
    this.#ticks = startTicks(options.done ?? [])
    this.$done = atom(this.#ticks.done)
    this.$undeployed = computed(
      [this.$files, this.#$deployed],
      (files, deployed) => deployed !== null && files !== deployed,
    )
  }

  /** The function's handler: `index.handler`. */
  get handler(): string {
    return this.$configuration.get().handler ?? DEFAULT_HANDLER
  }

  open(path: string): void {
    this.$activeFile.set(path)
  }

  /** Takes new text for a file, and keeps it in the browser. */
  edit(path: string, text: string): void {
    this.code.edit(path, text)
  }

  /** Sends what stands in the query box; changed code is deployed first. */
  invoke(): void {
    void this.request([{ kind: 'url', http: requestFor(this.$query.get()) }])
  }

  /** The same request twice, at once. */
  invokeTwice(): void {
    this.#invokeAtOnce(2)
  }

  /** Puts a query in the box and sends it: to what is deployed, or to a version. */
  send(query: string, qualifier?: string): void {
    this.sendAtOnce(query, 1, qualifier)
  }

  /** Puts a query in the box and sends so many of that request at once. */
  sendAtOnce(query: string, times: number, qualifier?: string): void {
    this.$query.set(query)
    this.#invokeAtOnce(times, qualifier)
  }

  /** Sends an event (JSON text) through the Invoke API. */
  sendEvent(payload: string): void {
    void this.request([{ kind: 'event', payload, invocationType: 'RequestResponse' }])
  }

  deploy(): void {
    void this.#inTurn(async link => {
      await this.#deploy(link)
    })
  }

  /** Publishes a version of the code; changed code is deployed first. Null where a lost engine gave no answer. */
  publish(): Promise<CommandReply | null> {
    return this.#inTurn(async before => {
      const link = await this.#deployChanged(before)
      const reply = await this.#carryOut(link, { type: 'publish', function: FUNCTION })
      this.#tellRefusal(reply)
      if (reply?.ok === true && reply.result.type === 'published') {
        this.$notice.set({ kind: 'published', version: reply.result.version })
      }
      return reply
    })
  }

  /** Provisions so many environments for a version; what is asked afterwards waits until they are ready, or have failed. */
  provision(version: string, count: number): Promise<CommandReply | null> {
    return this.#inTurn(async link => {
      if (!this.#deviceBears(count)) return null
      const reply = await this.#carryOut(link, { type: 'provision', function: FUNCTION, qualifier: version, count })
      this.#tellRefusal(reply)
      if (reply?.ok !== true || reply.result.type !== 'provisioned') return reply
      const { status, statusReason } = reply.result
      this.$notice.set({ kind: 'provisioned', version, count, failed: status === 'FAILED' ? statusReason : null })
      return reply
    })
  }

  /** Lets `ms` pass at once. */
  skip(ms: number): void {
    void this.#inTurn(async link => {
      this.#tellRefusal(await this.#carryOut(link, { type: 'idle', ms, skip: true }))
    })
  }

  /** Lets real time run, or stand between requests as it does at first. */
  letRealTimeRun(runs: boolean): void {
    this.setClock(runs ? 'real' : 'lesson')
  }

  /** Says how time passes from now on. */
  setClock(mode: ClockMode): void {
    this.$clock.set(mode)
    this.#flowing.flow(mode === 'real')
    // A started engine is told; one that starts later is told then.
    if (this.#seat.isTaken) void this.#inTurn(link => this.#command(link, { type: 'clock', mode }))
  }

  /** Takes what the engine has posted already and the browser holds back; for who is about to paint. */
  readAhead(): void {
    this.#seat.link?.readAhead?.()
  }

  /** Ends the engine. */
  async close(): Promise<void> {
    const { link } = this.#seat
    this.#seat.leave({ kind: 'idle' })
    await link?.close()
  }

  #invokeAtOnce(times: number, qualifier?: string): void {
    const request: FunctionRequest = { kind: 'url', http: requestFor(this.$query.get()) }
    void this.request(
      Array.from({ length: times }, () => request),
      qualifier,
    )
  }

  /** Sends requests at one moment; changed code is deployed first where they go to the latest code. */
  async request(requests: readonly FunctionRequest[], qualifier?: string): Promise<void> {
    const version = qualifier === undefined ? {} : { qualifier }
    const sent = await this.#inTurn(async link => {
      if (!this.#deviceBears(requests.length)) return []
      const deployed = this.#$deployed.get()
      const goesOn = deployed !== null && (qualifier !== undefined || deployed === this.$files.get())
      const now = goesOn ? link : await this.#deploy(link)
      return requests.map(request => this.#carryOut(now, { type: 'invoke', function: FUNCTION, ...version, request }))
    })
    for (const reply of await Promise.all(sent ?? [])) this.#tellRefusal(reply)
  }

  /**
   * Sends commands at one moment, to the function that is deployed first if there is none yet. Resolves with the reply
   * to each when all are answered; null for one that a lost engine, or this device, left without. Refusals are the caller's to show.
   */
  async run(commands: readonly StudyCommand[]): Promise<readonly (CommandReply | null)[]> {
    const sent = await this.#inTurn(async link => {
      if (!this.#deviceBears(commands.reduce((sum, command) => sum + environmentsFor(command), 0))) return null
      const now = this.#$deployed.get() === null ? await this.#deploy(link) : link
      return commands.map(command => this.#carryOut(now, command, true))
    })
    return Promise.all(sent ?? commands.map(() => null))
  }

  /** Ends the engine and forgets what ran; the next command starts another, with these settings of the account. */
  async startOver(account: Partial<AccountConfiguration>): Promise<void> {
    await this.#turn
    const { link } = this.#seat
    this.#forget({ kind: 'idle' })
    this.$account.set(account)
    this.$notice.set(null)
    this.$picture.set(emptyPicture())
    await link?.close()
  }

  /** `adopts` is true where the code of a deployment is not that of the editor yet. */
  async #carryOut(link: Link, command: StudyCommand, adopts = false): Promise<CommandReply | null> {
    const innermost = innermostOf(command)
    const pending = this.$pending.get()
    if (isRequest(command)) this.$pending.set(pending + 1)
    const answer = this.record.add(command, pending, this.$clock.get() === 'real')
    const reply = await this.#command(link, command)
    if (isRequest(command)) this.$pending.set(this.$pending.get() - 1)
    if (reply === null) return null
    answer(reply)
    if (!reply.ok) return reply
    if (innermost.type === 'deploy' && adopts) this.#adopt(innermost)
    else if (innermost.type === 'configure') {
      this.$configuration.set({ ...this.$configuration.get(), ...innermost.configuration })
    } else if (reply.result.type === 'invocation' && this.#seat.witness !== null) {
      const invocation = this.#seat.witness.observe(reply.result.invocation)
      this.#see(innermost.type === 'invoke' ? { invocation, request: innermost.request } : { invocation })
    }
    return reply
  }

  /** Shows deployed code in the editor. */
  #adopt({ files }: DeployCommand): void {
    this.code.replace(Object.fromEntries(files.map(({ path, text }) => [path, text])))
    this.#$deployed.set(this.$files.get())
  }

  /** Gives the link to the emulator that has what stands in the editor. */
  async #deployChanged(link: Link): Promise<Link> {
    return this.#$deployed.get() === this.$files.get() ? link : this.#deploy(link)
  }

  /** Deploys what stands in the editor; gives the link to the emulator that has it. */
  async #deploy(before: Link): Promise<Link> {
    const link = await this.#seat.handOver(before)
    const files = this.$files.get()
    const first = this.#$deployed.get() === null
    const sources = Object.entries(files).map(([path, text]) => ({ path, text }))
    const deploy = { type: 'deploy', function: FUNCTION, files: sources } as const
    const reply = await this.#carryOut(link, first ? { ...deploy, configuration: this.$configuration.get() } : deploy)
    this.#tellRefusal(reply)
    if (reply?.ok !== true) return link
    this.#$deployed.set(files)
    if (!first) this.$notice.set({ kind: 'deployed' })
    return link
  }

  #tellRefusal(reply: CommandReply | null): void {
    if (reply?.ok === false) this.$notice.set({ kind: 'refused', refusal: reply.refusal })
  }

  /** Sends a command; a lost engine becomes a notice. Null when there was no answer. */
  async #command(link: Link, command: Command): Promise<CommandReply | null> {
    try {
      return await link.send(command)
    } catch (error) {
      // A link that was closed to start over is not lost.
      if (link === this.#seat.link) this.#lose(error)
      return null
    }
  }

  /** Runs `work` after what was asked before it, with a link to a started engine. */
  #inTurn<T>(work: (link: Link) => Promise<T>): Promise<T | null> {
    const result = this.#turn.then(async () => {
      this.$notice.set(null)
      this.view.toNow()
      const link = await this.#start()
      try {
        return link === null ? null : await work(link)
      } catch (error) {
        // No engine could take the place of the one that handed over.
        this.#lose(error)
        return null
      }
    })
    this.#turn = result.catch(() => null)
    return result
  }

  async #start(): Promise<Link | null> {
    try {
      return await this.#seat.take()
    } catch (error) {
      this.#lose(error)
      return null
    }
  }

  /** The engine is gone: what ran is lost, the reader's code is not; the next command starts afresh. */
  #lose(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    this.#forget({ kind: 'failed', reason })
    this.$notice.set({ kind: 'engine-failed', reason })
  }

  #forget(state: EngineState): void {
    this.#seat.leave(state)
    this.#$deployed.set(null)
    this.record.clear()
  }

  #deviceBears(added: number): boolean {
    const limit = this.#options.environmentLimit
    const alive = this.$picture.get().environments.filter(({ state }) => state !== 'reclaimed').length
    // Each request under way needs an environment of its own, as each provisioned one is; idle ones are used first.
    if (Math.max(alive, this.$pending.get() + added) <= limit) return true
    this.$notice.set({ kind: 'device-limit', limit })
    return false
  }

  #see(sight: Sight): void {
    const ticks = this.#seat.foldTicks?.(this.#ticks, this.subject.steps, sight) ?? this.#ticks
    if (ticks === this.#ticks) return
    this.#ticks = ticks
    this.$done.set(ticks.done)
  }

  /** Shows what the events say; `passed` ms of flowing time have gone by since the last of them. */
  #show(passed: number): void {
    const { witness } = this.#seat
    if (witness === null) return
    const { picture } = witness
    this.$picture.set(passed === 0 ? picture : { ...picture, now: picture.now + passed })
  }
}
