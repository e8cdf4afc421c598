/** The link over standard input and output, the process's end: requests come as lines, answers go as frames. */

import type { CommandReply, HttpRequest } from '../emulator/commands.ts'
import { asciiJson } from './ascii.ts'
import { framesOf } from './frames.ts'
import type { CalledEmulator } from './function-call.ts'
import type { HomeOptions } from './home-options.ts'
import { emulatorEnd } from './messages.ts'
import { Numbered, readPacket } from './numbered.ts'
import { RequestReader } from './request-lines.ts'

/** What a home in a process can do, as its probes found. */
export interface HomeAbilities {
  /** A worker that waits on shared memory wakes: guests block between invocations. */
  readonly blocking: boolean
  /** Node's module hooks serve the function's files; else they are written to disk. */
  readonly hooks: boolean
  /** Node's AsyncLocalStorage keeps its store over `await`. */
  readonly asyncContext: boolean
  /** `process.version`. */
  readonly node: string
}

/** What the process tells the page beside the messages of the link. */
export type FromProcess =
  | { readonly type: 'hello'; readonly abilities: HomeAbilities }
  /** A busy runtime could not be stopped: it goes on, and uses a processor. `count` of them by now. */
  | { readonly type: 'abandoned'; readonly count: number }
  /** The function URL is served there, for whoever is in the same container. */
  | { readonly type: 'listening'; readonly port: number }
  /** A request came to it; the page invokes the function and answers by an {@link AnswerMessage}. */
  | { readonly type: 'asked'; readonly id: number; readonly request: HttpRequest }

/** What the page tells the process beside the messages of the link. */
export interface OpenMessage {
  readonly type: 'open'
  readonly options: HomeOptions
}

/** The reply to a request that came to the function URL; null where the page could not carry it out. */
export interface AnswerMessage {
  readonly type: 'answer'
  readonly id: number
  readonly reply: CommandReply | null
}

/** What the process's end is made from. */
export interface StdioHomeParts {
  readonly nonce: string
  write(text: string): void
  /** The text of a file that the page wrote; throws where there is none. */
  readFile(file: string): string
  removeFile(file: string): void
  /** Calls back after `ms`. */
  after(ms: number, callback: () => void): void
  /** Starts the emulator, when the page asks for it. */
  open(options: HomeOptions): CalledEmulator
}

/** Messages that came within this time are acknowledged by one packet, ms. */
export const ACK_AFTER_MS = 25
/** The page writes nothing before it has read the hello; one that was lost is said again after this time, ms. */
const HELLO_AGAIN_MS = 1_000

/** The process's end of the wire. */
export interface StdioHome {
  /** Takes standard input, however it is cut. */
  push(chunk: string): void
  tell(message: FromProcess): void
  /** Has the page invoke the function. */
  ask(request: HttpRequest): Promise<CommandReply | null>
}

/** Serves one emulator to whoever writes to this process. */
export function serveStdio(parts: StdioHomeParts): StdioHome {
  let packets = 0
  let take: ((message: unknown) => void) | null = null
  let asked = 0
  const asking = new Map<number, (reply: CommandReply | null) => void>()
  const numbered = new Numbered({
    write: packet => {
      for (const frame of framesOf(parts.nonce, ++packets, asciiJson(packet))) parts.write(frame)
    },
    deliver: message => {
      if (isAnswer(message)) {
        asking.get(message.id)?.(message.reply)
        asking.delete(message.id)
      } else if (take === null && isOpen(message)) take = emulatorEnd(parts.open(message.options), send)
      else take?.(message)
    },
    read: file => {
      const message: unknown = JSON.parse(parts.readFile(file))
      parts.removeFile(file)
      return message
    },
    soon: callback => parts.after(ACK_AFTER_MS, callback),
  })
  const send = (message: object): void => void numbered.send(message, JSON.stringify(message).length)
  const reader = new RequestReader(parts.nonce, text => {
    const packet = readPacket(text)
    if (packet !== null) numbered.receive(packet)
  })
  const untilHeard = (): void => {
    if (numbered.acknowledged > 0) return
    numbered.repeat()
    parts.after(HELLO_AGAIN_MS, untilHeard)
  }
  parts.after(HELLO_AGAIN_MS, untilHeard)
  return {
    push: chunk => reader.push(chunk),
    tell: send,
    ask: request =>
      new Promise(resolve => {
        asking.set(++asked, resolve)
        send({ type: 'asked', id: asked, request } satisfies FromProcess)
      }),
  }
}

/** Written by the page's end of this very file's version; its outline is enough. */
const isOpen = (message: unknown): message is OpenMessage => typeOf(message) === 'open'
const isAnswer = (message: unknown): message is AnswerMessage => typeOf(message) === 'answer'

function typeOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null ? Reflect.get(message, 'type') : undefined
}
