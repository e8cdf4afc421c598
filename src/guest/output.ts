/** What the function prints: finished records of its log stream, capped per invocation so that a flood stops nothing. */
import type { GuestHost } from './host.ts'

/** Characters of output that are passed on per phase; the rest is counted. Ours: the event list stays bounded. */
export const OUTPUT_CHARS_KEPT = 262_144

/** Gathers what the function writes and cuts it at the cap of one invocation, marking the cut. */
export class Output {
  readonly #host: GuestHost
  readonly #now: () => number
  readonly #requestId: () => string | null
  #left = OUTPUT_CHARS_KEPT
  #partial = ''
  #full = false

  constructor(host: GuestHost, now: () => number, requestId: () => string | null) {
    this.#host = host
    this.#now = now
    this.#requestId = requestId
  }

  /** A new phase may print again. */
  begin(): void {
    this.#left = OUTPUT_CHARS_KEPT
    this.#full = false
  }

  /** One record, newlines kept in it as CloudWatch keeps them (lambda-semantics 1.8). */
  record(text: string): void {
    if (this.#full) return
    if (text.length > this.#left) {
      this.#full = true
      if (this.#left > 0) this.#post(text.slice(0, this.#left))
      this.#post(`[Warmstart keeps ${OUTPUT_CHARS_KEPT} characters of output per invocation; the rest is not shown]`)
      return
    }
    this.#left -= text.length
    this.#post(text)
  }

  /** Raw text, as `process.stdout.write` passes it on: each line becomes a record. */
  write(text: string): void {
    if (this.#full) return
    const lines = (this.#partial + text).split('\n')
    this.#partial = lines.pop() ?? ''
    for (const line of lines) this.record(line)
    if (this.#partial.length > OUTPUT_CHARS_KEPT) this.flush()
  }

  /** The unfinished line, if there is one: CloudWatch shows it as a record of its own. */
  flush(): void {
    const rest = this.#partial
    this.#partial = ''
    if (rest !== '') this.record(rest)
  }

  #post(line: string): void {
    this.#host.post({ type: 'log', now: this.#now(), requestId: this.#requestId(), line })
  }
}
