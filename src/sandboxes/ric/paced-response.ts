/** The pace of a response that streams to its caller, and a wait for it in virtual time. */

/** 2 MB a second after the first 6 MB (lambda-semantics 1.2 #31). */
const UNPACED_BYTES = 6_291_456
const BYTES_PER_MS = 2_097_152 / 1_000

/** How long a response of so many bytes is under way, ms. */
export const paceMs = (bytes: number): number => Math.max(0, bytes - UNPACED_BYTES) / BYTES_PER_MS

/** A wait for a virtual time, which others tell. */
export class VirtualWait {
  readonly due: number
  readonly done: Promise<void>
  #resolve: () => void = () => {}

  constructor(due: number) {
    this.due = due
    this.done = new Promise(resolve => {
      this.#resolve = resolve
    })
  }

  /** It is `now`. */
  tell(now: number): void {
    if (now >= this.due) this.#resolve()
  }
}
