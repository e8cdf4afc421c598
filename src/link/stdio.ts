/**
 * The link over standard input and output, the page's end. The process is one of a WebContainer: its output is a
 * terminal's (echo, line ends, other programs' text), its end may never be told, and what is written may be lost.
 */
import * as z from 'zod/mini'
import type { Command, CommandReply, HttpRequest } from '../emulator/commands.ts'
import { asciiJson } from './ascii.ts'
import { FrameReader } from './frames.ts'
import type { HomeOptions } from './home-options.ts'
import type { Link } from './link.ts'
import { pageEnd } from './messages.ts'
import { Numbered, type Packet, readPacket } from './numbered.ts'
import { LINE_CHARACTERS, requestLine } from './request-lines.ts'
import {
  ACK_AFTER_MS,
  type AnswerMessage,
  type FromProcess,
  type HomeAbilities,
  type OpenMessage,
} from './stdio-home.ts'

/** What the page's end is made from. */
export interface StdioParts {
  readonly nonce: string
  /** Writes to the process's standard input. */
  write(text: string): void
  /** Writes a file that the process reads; `name` is a plain file name. Gives its path as the process knows it. */
  writeFile(name: string, text: string): Promise<string>
  /** Calls back after `ms`; returns a function that cancels. */
  after(ms: number, callback: () => void): () => void
  /** Text of the process that belongs to no message. */
  console?(text: string): void
  /** A runtime that could not be stopped goes on; `count` of them by now. */
  abandoned?(count: number): void
  /** The process serves its function URL there. */
  listening?(port: number): void
  /** A request came to it: gives the reply, or null where there is none. Refused where nobody takes them. */
  asked?(request: HttpRequest): Promise<CommandReply | null>
  /** Ends the process, when the link is closed. */
  end(): Promise<void>
}

/** How often a sign of life is asked for, ms, and how many may go unanswered. */
export const PING_EVERY_MS = 2_000
export const UNANSWERED_PINGS = 6
/** A command must have arrived within this time, ms: a first file may take 4 s to be written (reference 1.3). */
export const ARRIVAL_MS = 15_000
/** Longest real time of a command that runs a function: Lambda's longest time-out, twice for an init before it. */
export const RUN_MS = 1_860_000
/** Longest time of any other command, ms. */
export const REPLY_MS = 60_000

const fromProcessSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    abilities: z.object({ blocking: z.boolean(), hooks: z.boolean(), asyncContext: z.boolean(), node: z.string() }),
  }),
  z.object({ type: z.literal('abandoned'), count: z.number() }),
  z.object({ type: z.literal('listening'), port: z.number() }),
  z.object({
    type: z.literal('asked'),
    id: z.number(),
    request: z.object({
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.nullable(z.string()),
      isBase64Encoded: z.boolean(),
    }),
  }),
])

/** The page's end, before and after the process has said hello. */
export class StdioLink {
  /** Resolves with what the process can do; rejects when it is given up before. Nothing is written to it earlier. */
  readonly hello: Promise<HomeAbilities>
  readonly #parts: StdioParts
  readonly #greeting = Promise.withResolvers<HomeAbilities>()
  readonly #frames: FrameReader
  readonly #numbered: Numbered
  readonly #end: ReturnType<typeof pageEnd>
  /** Lines are written one after another: a file first, then the line that names it. */
  #turn: Promise<unknown> = Promise.resolve()
  #greeted = false
  #unanswered = 0
  #lost: string | null = null
  readonly #lostListeners = new Set<(reason: string) => void>()
  #files = 0
  #cancelPing: () => void = () => {}

  constructor(parts: StdioParts) {
    this.#parts = parts
    this.hello = this.#greeting.promise
    // Who does not wait for it hears by the first command.
    this.hello.catch(() => {})
    this.#frames = new FrameReader(
      parts.nonce,
      text => this.#take(text),
      parts.console,
      // A long message takes its time: each part of it is a sign of life.
      () => {
        this.#unanswered = 0
      },
    )
    this.#numbered = new Numbered({
      write: packet => this.#write(packet),
      deliver: message => this.#deliver(message),
      soon: callback => void parts.after(ACK_AFTER_MS, callback),
    })
    this.#end = pageEnd(
      message => void this.#numbered.send(message),
      async () => {
        this.lose('The link was closed.')
        await parts.end()
      },
    )
  }

  /** Takes the process's output, however it is cut. */
  push(chunk: string): void {
    this.#frames.push(chunk)
  }

  /** Has the process start its emulator, and gives the link to it. */
  open(options: HomeOptions): Link {
    const open: OpenMessage = { type: 'open', options }
    this.#numbered.send(open)
    return { ...this.#end, send: command => this.#send(command) }
  }

  /** Calls back when the process is given up, with the reason; at once if it was. */
  onLost(listener: (reason: string) => void): void {
    if (this.#lost !== null) listener(this.#lost)
    else this.#lostListeners.add(listener)
  }

  /** The process is gone, or silent for too long. */
  lose(reason: string): void {
    if (this.#lost !== null) return
    this.#lost = reason
    this.#cancelPing()
    this.#end.lose(reason)
    this.#greeting.reject(new Error(reason))
    for (const listener of this.#lostListeners) listener(reason)
  }

  async #send(command: Command): ReturnType<Link['send']> {
    const seconds = (ms: number): number => Math.round(ms / 1_000)
    const reply = this.#end.send(command)
    // The message goes out with this turn; its number is known then.
    await null
    const number = this.#numbered.sent
    const limit = runsFunction(command) ? RUN_MS : REPLY_MS
    const cancels = [
      this.#parts.after(ARRIVAL_MS, () => {
        if (this.#numbered.acknowledged < number) this.lose(`A command did not arrive within ${seconds(ARRIVAL_MS)} s.`)
      }),
      this.#parts.after(limit, () => this.lose(`A command was not answered within ${seconds(limit)} s.`)),
    ]
    return reply.finally(() => {
      for (const cancel of cancels) cancel()
    })
  }

  #take(text: string): void {
    const packet = readPacket(text)
    if (packet === null || this.#lost !== null) return
    this.#numbered.receive(packet)
  }

  #deliver(message: unknown): void {
    if (!isFromProcess(message)) this.#end.take(message)
    else if (message.type === 'abandoned') this.#parts.abandoned?.(message.count)
    else if (message.type === 'listening') this.#parts.listening?.(message.port)
    else if (message.type === 'asked') void this.#answer(message.id, message.request)
    else {
      this.#greeted = true
      this.#greeting.resolve(message.abilities)
      this.#ping()
    }
  }

  async #answer(id: number, request: HttpRequest): Promise<void> {
    const reply = (await this.#parts.asked?.(request).catch(() => null)) ?? null
    this.#numbered.send({ type: 'answer', id, reply } satisfies AnswerMessage)
  }

  #ping(): void {
    this.#cancelPing = this.#parts.after(PING_EVERY_MS, () => {
      if (this.#unanswered++ >= UNANSWERED_PINGS) {
        this.lose(`The process was silent for ${(PING_EVERY_MS * UNANSWERED_PINGS) / 1_000} s.`)
        return
      }
      this.#numbered.ping()
      this.#ping()
    })
  }

  #write(packet: Packet): void {
    if (this.#lost !== null || (!this.#greeted && packet.n === 0)) return
    const written = this.#turn.then(async () => {
      const text = asciiJson(packet)
      if (text.length <= LINE_CHARACTERS) this.#parts.write(requestLine(this.#parts.nonce, text))
      else await this.#writeLong(packet)
    })
    this.#turn = written.catch(error => {
      this.lose(`A file could not be written: ${error instanceof Error ? error.message : String(error)}`)
    })
  }

  async #writeLong({ message, ...packet }: Packet): Promise<void> {
    const { nonce, write, writeFile } = this.#parts
    const file = await writeFile(`${packet.n}-${++this.#files}.json`, asciiJson(message))
    write(requestLine(nonce, asciiJson({ ...packet, file })))
  }
}

const runsFunction = ({ type }: Command): boolean => ['invoke', 'idle', 'later', 'provision'].includes(type)

function isFromProcess(message: unknown): message is FromProcess {
  return fromProcessSchema.safeParse(message).success
}
