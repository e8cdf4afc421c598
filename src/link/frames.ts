/**
 * Frames: how a process speaks to the page in the middle of whatever else a terminal carries. A message is ASCII text in
 * parts, each between an opening line with the nonce, numbers, length and checksum, and a closing line. The reader looks
 * for the nonce anywhere (what was written before may lack its newline), drops what does not fit, and gives the rest as
 * console text. Line ends inside a frame are the terminal's (`\n` comes as `\r\n`) and do not count.
 */
import { checksum } from './ascii.ts'

/** Characters of one part (reference webcontainer 3.4). */
export const PART_CHARACTERS = 4_096
/** An opening line is shorter. */
const LONGEST_OPENING = 120
/** Noise in a frame that is waited over before the frame is given up. */
const MOST_NOISE = 2_048
/** Text is looked through at least when so much of it waits. */
const LONGEST_WAIT = LONGEST_OPENING + PART_CHARACTERS + MOST_NOISE
/** Messages of which parts are missing that are kept at once; a lost one is sent again whole. */
const MOST_INCOMPLETE = 8

/** The frames of message `id`, as they are written, one after another. `text` is printable ASCII. */
export function framesOf(nonce: string, id: number, text: string): string[] {
  const parts = Math.max(1, Math.ceil(text.length / PART_CHARACTERS))
  return Array.from({ length: parts }, (_, part) => {
    const body = text.slice(part * PART_CHARACTERS, (part + 1) * PART_CHARACTERS)
    return `\n<${nonce} ${id} ${part} ${parts} ${body.length} ${checksum(body)}>\n${body}\n</${nonce}>\n`
  })
}

interface Opening {
  readonly id: number
  readonly part: number
  readonly parts: number
  readonly length: number
  readonly sum: string
}

/** A message of which parts have come: in their places, and how many have not. */
interface Incomplete {
  readonly texts: string[]
  missing: number
}

/** Reads frames out of a terminal's output, however it is cut. */
export class FrameReader {
  readonly #open: string
  readonly #close: string
  readonly #message: (text: string) => void
  readonly #console: (text: string) => void
  readonly #part: () => void
  readonly #incomplete = new Map<number, Incomplete>()
  #buffer = ''
  /** The buffer begins with a frame that is not whole yet. */
  #inside = false

  /** `message` gets each whole message; `console` all text that belongs to no frame; `part` is called with each part. */
  constructor(
    nonce: string,
    message: (text: string) => void,
    console: (text: string) => void = () => {},
    part: () => void = () => {},
  ) {
    this.#open = `<${nonce} `
    this.#close = `</${nonce}>`
    this.#message = message
    this.#console = console
    this.#part = part
  }

  push(chunk: string): void {
    this.#buffer += chunk
    // In a frame nothing new is found before a line of ours has its end, however small the pieces are.
    if (this.#inside && !chunk.includes('>') && this.#buffer.length < LONGEST_WAIT) return
    this.#inside = false
    while (this.#step());
  }

  /** Takes one thing off the buffer; false when more must come first. */
  #step(): boolean {
    const start = this.#buffer.indexOf(this.#open)
    if (start < 0) {
      // The opening may be cut.
      const last = this.#buffer.lastIndexOf('<')
      const isCut = last >= 0 && this.#open.startsWith(this.#buffer.slice(last))
      this.#dropTo(isCut ? last : this.#buffer.length)
      return false
    }
    if (start > 0) this.#dropTo(start)
    const end = this.#buffer.indexOf('>')
    if (end < 0 && this.#buffer.length < LONGEST_OPENING) return false
    const opening = this.#opening(this.#buffer.slice(0, end + 1))
    if (opening === null) {
      this.#dropTo(this.#open.length)
      return true
    }
    return this.#frame(opening, end + 1)
  }

  /** Frame with the opening before `body`. */
  #frame(opening: Opening, body: number): boolean {
    const close = this.#buffer.indexOf(this.#close, body)
    const next = this.#buffer.indexOf(this.#open, body)
    if (next >= 0 && (close < 0 || next < close)) {
      // Its end was lost.
      this.#dropTo(next)
      return true
    }
    if (close < 0) {
      this.#inside = this.#buffer.length - body <= opening.length + MOST_NOISE
      if (!this.#inside) this.#dropTo(body)
      return !this.#inside
    }
    const text = this.#buffer.slice(body, close).replace(/[\r\n]/g, '')
    this.#buffer = this.#buffer.slice(close + this.#close.length)
    if (text.length === opening.length && checksum(text) === opening.sum) this.#take(opening, text)
    return true
  }

  #opening(text: string): Opening | null {
    const match = /^<\S+ (\d+) (\d+) (\d+) (\d+) ([0-9a-f]{1,8})>$/.exec(text)
    if (match === null) return null
    const [id = 0, part = 0, parts = 0, length = 0] = match.slice(1, 5).map(Number)
    return part < parts && length <= PART_CHARACTERS ? { id, part, parts, length, sum: match[5] ?? '' } : null
  }

  #take({ id, part, parts }: Opening, text: string): void {
    this.#part()
    const known = this.#incomplete.get(id) ?? { texts: [], missing: parts }
    if (known.texts[part] === undefined) known.missing--
    known.texts[part] = text
    this.#incomplete.set(id, known)
    if (known.missing === 0) {
      this.#incomplete.delete(id)
      this.#message(known.texts.join(''))
      return
    }
    const [oldest] = this.#incomplete.keys()
    if (this.#incomplete.size > MOST_INCOMPLETE && oldest !== undefined) this.#incomplete.delete(oldest)
  }

  #dropTo(index: number): void {
    if (index === 0) return
    this.#console(this.#buffer.slice(0, index))
    this.#buffer = this.#buffer.slice(index)
  }
}
