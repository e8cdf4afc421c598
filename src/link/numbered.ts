/**
 * Messages that arrive once, in order and all, over a wire that may lose or repeat some: each has a number, is kept until
 * the other end says that it has it, and is written again when it is missed. The wire keeps the order of what it carries.
 */
import * as z from 'zod/mini'

/** What travels: a message with its number, or a word about numbers alone (`n` is 0). */
export interface Packet {
  readonly n: number
  /** The sender has got everything up to this number. */
  readonly got: number
  /** The last number that was written to the receiver. */
  readonly last: number
  /** `missing` asks for everything beyond `got` again; `ping` asks for a `pong`. */
  readonly word?: 'ack' | 'ping' | 'pong' | 'missing'
  readonly message?: unknown
  /** Where the message is, if it was too long for the wire. */
  readonly file?: string
}

const packetSchema = z.object({
  n: z.int().check(z.nonnegative()),
  got: z.int().check(z.nonnegative()),
  last: z.int().check(z.nonnegative()),
  word: z.optional(z.enum(['ack', 'ping', 'pong', 'missing'])),
  message: z.optional(z.unknown()),
  file: z.optional(z.string()),
})

/** Reads a packet's text. Null for what is none. */
export function readPacket(text: string): Packet | null {
  try {
    const { success, data } = packetSchema.safeParse(JSON.parse(text))
    // Zod's optional fields may be undefined, which is the same here as absent.
    return success ? (data as Packet) : null
  } catch {
    return null
  }
}

export interface NumberedOptions {
  /** Puts a packet on the wire. */
  write(packet: Packet): void
  /** Takes a message of the other end. */
  deliver(message: unknown): void
  /** The message of a packet that names a file; throws where it cannot be read, which is as if it was lost. */
  read?(file: string): unknown
  /** Calls back soon, to say once what several messages gave cause for. */
  soon(callback: () => void): void
  /** Characters under way beyond which the next message waits, unless nothing is under way. */
  readonly window?: number
}

interface Kept {
  readonly n: number
  readonly message: unknown
  readonly size: number
}

/** Characters under way at most: a large message goes alone. */
const WINDOW_CHARACTERS = 65_536

/** One end of such a wire. */
export class Numbered {
  readonly #options: NumberedOptions
  readonly #window: number
  /** Written and not yet acknowledged, then those that wait for the window. */
  #kept: Kept[] = []
  readonly #early = new Map<number, Packet>()
  #next = 1
  #written = 0
  #got = 0
  #told = 0
  #askedAt = -1
  #willTell = false

  constructor(options: NumberedOptions) {
    this.#options = options
    this.#window = options.window ?? WINDOW_CHARACTERS
  }

  /** Everything up to this number has arrived at the other end. */
  get acknowledged(): number {
    return (this.#kept[0]?.n ?? this.#next) - 1
  }

  /** The number of the last message that was sent, whether it was written yet or not. */
  get sent(): number {
    return this.#next - 1
  }

  /** Sends a message; gives its number. `size` is about its length as text. */
  send(message: unknown, size = 0): number {
    const n = this.#next++
    this.#kept.push({ n, message, size })
    this.#pump()
    return n
  }

  /** Asks for a sign of life. */
  ping(): void {
    this.#word('ping')
  }

  /** Writes again what is under way: for who cannot be asked, because the other end does not know of it yet. */
  repeat(): void {
    for (const kept of this.#kept) if (kept.n <= this.#written) this.#write(kept)
  }

  /** Takes a packet of the other end. */
  receive(packet: Packet): void {
    this.#acknowledge(packet.got)
    if (packet.word === 'missing') this.repeat()
    if (packet.word === 'ping') this.#word('pong')
    if (packet.n > 0) this.#take(packet)
    // A word about numbers comes after what it speaks of: what is not here by then was lost.
    else if (packet.last > this.#got) this.#word('missing')
  }

  #take(packet: Packet): void {
    if (packet.n > this.#got) this.#early.set(packet.n, packet)
    for (let next = this.#early.get(this.#got + 1); next !== undefined; next = this.#early.get(this.#got + 1)) {
      if (!this.#deliver(next)) break
    }
    if (this.#early.size > 0 && this.#askedAt !== this.#got) {
      this.#askedAt = this.#got
      this.#word('missing')
    } else this.#tellSoon()
  }

  #deliver(packet: Packet): boolean {
    this.#early.delete(packet.n)
    let { message } = packet
    try {
      if (packet.file !== undefined) message = this.#options.read?.(packet.file)
    } catch {
      // Not there, or not whole: it is asked for again, as if the packet had been lost.
      return false
    }
    this.#got = packet.n
    this.#options.deliver(message)
    return true
  }

  #acknowledge(got: number): void {
    if (got <= this.acknowledged) return
    this.#kept = this.#kept.filter(({ n }) => n > got)
    this.#pump()
  }

  #pump(): void {
    for (const kept of this.#kept) {
      if (kept.n <= this.#written) continue
      const underWay = this.#kept.filter(({ n }) => n <= this.#written)
      const characters = underWay.reduce((sum, { size }) => sum + size, kept.size)
      if (underWay.length > 0 && characters > this.#window) return
      this.#written = kept.n
      this.#write(kept)
    }
  }

  #write({ n, message }: Kept): void {
    this.#told = this.#got
    this.#options.write({ n, got: this.#got, last: this.#written, message })
  }

  #word(word: NonNullable<Packet['word']>): void {
    this.#told = this.#got
    this.#options.write({ n: 0, got: this.#got, last: this.#written, word })
  }

  /** Says what has arrived, unless something is sent before that says it too. */
  #tellSoon(): void {
    if (this.#willTell) return
    this.#willTell = true
    this.#options.soon(() => {
      this.#willTell = false
      if (this.#told < this.#got) this.#word('ack')
    })
  }
}
