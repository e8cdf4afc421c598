/**
 * The windows of one talk. One of them *leads*: it runs the function, obeys commands and tells the others; they *follow*:
 * they show what they are told and send commands to it. Whoever asks later, or missed something, is told everything.
 */
import type { EmulatorEvent } from '../emulator/events.ts'
import { type RoomMessage, roomMessageSchema, type Shared, type TalkCommand } from './messages.ts'

/** Carries messages to all other windows; a message may get lost, none comes back to its sender. */
export interface Channel {
  post(message: RoomMessage): void
  /** Called with whatever arrives, unchecked. */
  listen(listener: (message: unknown) => void): void
}

/** What a window does with what it is told. */
export interface RoomMember {
  /** Only where this window leads. */
  obey(command: TalkCommand): void
  showShared(shared: Shared): void
  /** `shared` as it is now: its clock has gone on since. Only where this window leads. */
  upToDate(shared: Shared): Shared
  /** `by` is the window they were typed in; null where none is meant. */
  showFiles(files: Readonly<Record<string, string>>, by: string | null): void
  /** False where an event before these is missing. */
  takeEvents(run: number, events: readonly EmulatorEvent[]): boolean
}

/** One window's place among those of a talk: leads or follows, and passes on what has to be. */
export class Room {
  readonly #channel: Channel
  readonly #member: RoomMember
  #leads = false
  #run = 0
  #events: EmulatorEvent[] = []
  #shared: Shared | null = null
  #files: { readonly files: Readonly<Record<string, string>>; readonly by: string | null } | null = null
  /** Asked for before it was known who leads. */
  #waiting: TalkCommand[] = []

  constructor(channel: Channel, member: RoomMember) {
    this.#channel = channel
    this.#member = member
    channel.listen(message => {
      const read = roomMessageSchema.safeParse(message)
      if (read.success) this.#take(read.data)
    })
    channel.post({ type: 'hello' })
  }

  get leads(): boolean {
    return this.#leads
  }

  /** What is shared now; null before anything was told. */
  get shared(): Shared | null {
    return this.#shared
  }

  /** From now on this window runs the function. */
  lead(): void {
    this.#leads = true
  }

  /** Has a command obeyed, here or by the window that leads. */
  command(command: TalkCommand): void {
    if (this.#shared === null) this.#waiting.push(command)
    else if (this.#leads) this.#member.obey(command)
    else this.#channel.post({ type: 'command', command })
  }

  /** Tells everybody, this window too, what is shared now. For the window that leads. */
  share(shared: Shared): void {
    this.#shared = shared
    this.#channel.post({ type: 'shared', shared })
    this.#member.showShared(shared)
    this.#askAgain()
  }

  /** `by` is the window that typed them: it has them, and by now perhaps newer ones. */
  shareFiles(files: Readonly<Record<string, string>>, by: string | null): void {
    this.#files = { files, by }
    this.#channel.post({ type: 'files', files, by })
  }

  /** A run begins. Its events are told by the function that is given; what comes of a run that another ended is not. */
  beginRun(): (events: readonly EmulatorEvent[]) => void {
    const run = ++this.#run
    this.#events = []
    this.#channel.post({ type: 'events', run, events: [] })
    return events => {
      if (run !== this.#run) return
      this.#events.push(...events)
      this.#channel.post({ type: 'events', run, events: [...events] })
    }
  }

  #take(message: RoomMessage): void {
    if (this.#leads) {
      if (message.type === 'hello') this.#tellAll()
      else if (message.type === 'command') this.#member.obey(message.command)
      return
    }
    if (message.type === 'shared') {
      this.#shared = message.shared
      this.#member.showShared(message.shared)
      this.#askAgain()
    } else if (message.type === 'files') {
      this.#files = { files: message.files, by: message.by }
      this.#member.showFiles(message.files, message.by)
    } else if (message.type === 'events') {
      this.#run = Math.max(this.#run, message.run)
      if (!this.#member.takeEvents(message.run, message.events)) this.#channel.post({ type: 'hello' })
    }
  }

  #askAgain(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const command of waiting) this.command(command)
  }

  #tellAll(): void {
    if (this.#shared !== null) this.#channel.post({ type: 'shared', shared: this.#member.upToDate(this.#shared) })
    if (this.#files !== null) this.#channel.post({ type: 'files', ...this.#files })
    if (this.#run > 0) this.#channel.post({ type: 'events', run: this.#run, events: this.#events })
  }
}
