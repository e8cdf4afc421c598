/**
 * A mailbox in shared memory beside a message port. A browser may hold messages back until it has painted what a click
 * changed; who looks into the mailbox before it paints, or waits for it, finds there what has already been posted, and
 * paints the answer with the click. The port stays the truth: every message goes over it, and what was read here is skipped there.
 *
 * One writer, one reader. A record is its message's number, its length and its text as UTF-8, in a ring; what does not
 * fit is left out, and is had from the port.
 */

/** Bytes of the ring; a warm invocation writes about 4 kB. */
const RING_BYTES = 262_144
/** Words before the ring: bytes ever written, bytes ever read. Both run on modulo 2^32. */
const WRITTEN = 0
const READ = 1
const HEAD_BYTES = 8
const RECORD_HEAD_BYTES = 8

/** Shared memory for one mailbox. */
export function createMailbox(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEAD_BYTES + RING_BYTES)
}

class Ring {
  readonly counts: Int32Array
  readonly #bytes: Uint8Array

  constructor(memory: SharedArrayBuffer) {
    this.counts = new Int32Array(memory, 0, HEAD_BYTES / Int32Array.BYTES_PER_ELEMENT)
    this.#bytes = new Uint8Array(memory, HEAD_BYTES)
  }

  count(which: typeof WRITTEN | typeof READ): number {
    return Atomics.load(this.counts, which) >>> 0
  }

  put(at: number, bytes: Uint8Array): void {
    const from = at % RING_BYTES
    const fits = Math.min(bytes.length, RING_BYTES - from)
    this.#bytes.set(bytes.subarray(0, fits), from)
    this.#bytes.set(bytes.subarray(fits), 0)
  }

  take(at: number, length: number): Uint8Array {
    const from = at % RING_BYTES
    const taken = new Uint8Array(length)
    const fits = Math.min(length, RING_BYTES - from)
    taken.set(this.#bytes.subarray(from, from + fits))
    taken.set(this.#bytes.subarray(0, length - fits), fits)
    return taken
  }
}

/** The emulator's end. */
export class MailboxWriter {
  readonly #ring: Ring
  readonly #encoder = new TextEncoder()
  #number = 0

  constructor(memory: SharedArrayBuffer) {
    this.#ring = new Ring(memory)
  }

  /** Notes a message that is posted now; plain data that JSON can hold. Call it once for each, before posting. */
  note(message: object): void {
    this.#number++
    const text = this.#encoder.encode(JSON.stringify(message))
    const written = this.#ring.count(WRITTEN)
    const free = RING_BYTES - ((written - this.#ring.count(READ)) >>> 0)
    if (text.length + RECORD_HEAD_BYTES > free) return
    const head = new Uint8Array(new Uint32Array([this.#number, text.length]).buffer)
    this.#ring.put(written, head)
    this.#ring.put(written + RECORD_HEAD_BYTES, text)
    Atomics.store(this.#ring.counts, WRITTEN, (written + RECORD_HEAD_BYTES + text.length) | 0)
    Atomics.notify(this.#ring.counts, WRITTEN)
  }
}

/** The page's end: gives each message once and in order, from the mailbox or from the port, whichever has it first. */
export class MailboxReader {
  readonly #ring: Ring
  readonly #take: (message: unknown) => void
  readonly #decoder = new TextDecoder()
  #fromPort = 0
  /** The number of the message to be given next. */
  #next = 1
  #ended = false

  constructor(memory: SharedArrayBuffer, take: (message: unknown) => void) {
    this.#ring = new Ring(memory)
    this.#take = take
  }

  /** Takes a message that the port delivered. */
  receive(message: unknown): void {
    if (++this.#fromPort < this.#next) return
    this.#next = this.#fromPort + 1
    this.#take(message)
  }

  /**
   * Gives from now on each message when it is noted, where this browser can wait for shared memory without blocking:
   * Chromium wakes such a waiter in the turn of a click, while it holds messages back until the click is painted.
   */
  async watch(): Promise<void> {
    if (!('waitAsync' in Atomics)) return
    while (!this.#ended) {
      const written = this.#ring.count(WRITTEN)
      this.readAhead()
      const wait = Atomics.waitAsync(this.#ring.counts, WRITTEN, written | 0)
      if (wait.async) await wait.value
    }
  }

  /** Ends {@link watch}. */
  end(): void {
    this.#ended = true
    Atomics.notify(this.#ring.counts, WRITTEN)
  }

  /** Gives what was posted and not yet delivered. */
  readAhead(): void {
    for (;;) {
      const read = this.#ring.count(READ)
      if (read === this.#ring.count(WRITTEN)) return
      const [number = 0, length = 0] = new Uint32Array(this.#ring.take(read, RECORD_HEAD_BYTES).buffer)
      // One before it did not fit: the port has both.
      if (number > this.#next) return
      const text = this.#ring.take((read + RECORD_HEAD_BYTES) >>> 0, length)
      Atomics.store(this.#ring.counts, READ, (read + RECORD_HEAD_BYTES + length) | 0)
      if (number < this.#next) continue
      this.#next++
      this.#take(JSON.parse(this.#decoder.decode(text)))
    }
  }
}
