/**
 * Request lines: how the page speaks to a process over its standard input. A cooked terminal passes only whole lines, may
 * lose long ones, and echoes each back; so a line is short, and begins otherwise than a frame does.
 */
import { checksum } from './ascii.ts'

/** Characters of a line's text; more goes through a file (a Linux terminal lost lines of 5,000, passed 4,000). */
export const LINE_CHARACTERS = 1_000
/** What comes without a line end for longer is none of ours. */
const LONGEST_PENDING = 65_536

/** The line for `text`, printable ASCII of at most {@link LINE_CHARACTERS}. */
export function requestLine(nonce: string, text: string): string {
  return `>${nonce} ${text.length} ${checksum(text)} ${text}\n`
}

/** Reads request lines out of an input, however it is cut. Takes `\r` for a line's end as well. */
export class RequestReader {
  readonly #mark: string
  readonly #request: (text: string) => void
  #buffer = ''

  constructor(nonce: string, request: (text: string) => void) {
    this.#mark = `>${nonce} `
    this.#request = request
  }

  push(chunk: string): void {
    const lines = (this.#buffer + chunk).split(/[\r\n]/)
    this.#buffer = (lines.pop() ?? '').slice(-LONGEST_PENDING)
    for (const line of lines) this.#take(line)
  }

  #take(line: string): void {
    const start = line.lastIndexOf(this.#mark)
    if (start < 0) return
    const match = /^(\d+) ([0-9a-f]{1,8}) (.*)$/.exec(line.slice(start + this.#mark.length))
    const [, length = '', sum = '', text = ''] = match ?? []
    if (match !== null && text.length === Number(length) && checksum(text) === sum) this.#request(text)
  }
}
