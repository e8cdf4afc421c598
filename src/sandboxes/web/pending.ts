/**
 * Notices when nothing real is pending in a worker: no turn of the core's own, no promise of the platform. Counting is a
 * list, not a proof, so the verdict that a handler never settles waits for a while of nothing (guest-traps, decision 3).
 */

/** Real ms of nothing after which it is sure. */
const SURE_AFTER_MS = 60

export class Pending {
  readonly #hop: (callback: () => void) => void
  readonly #setTimeout: typeof setTimeout
  readonly #clearTimeout: typeof clearTimeout
  #count = 0
  #active = false
  #checking = false
  #verdict: ReturnType<typeof setTimeout> | undefined
  nothing: (sure: boolean) => void = () => {}

  /** `hop` is an uncounted macrotask turn. */
  constructor(hop: (callback: () => void) => void) {
    this.#hop = hop
    this.#setTimeout = globalThis.setTimeout.bind(globalThis)
    this.#clearTimeout = globalThis.clearTimeout.bind(globalThis)
  }

  begin(): void {
    this.#active = true
    this.poke()
  }

  end(): void {
    this.#active = false
    this.#clearTimeout(this.#verdict)
  }

  add(): void {
    this.#count++
    this.#clearTimeout(this.#verdict)
  }

  remove(): void {
    this.#count--
    this.poke()
  }

  /** Counts a promise of the platform while it is open. */
  track<T>(promise: Promise<T>): Promise<T> {
    this.add()
    const done = (): void => this.remove()
    promise.then(done, done)
    return promise
  }

  /** Something just ran: look again after this turn. */
  poke(): void {
    if (!this.#active || this.#checking) return
    this.#checking = true
    this.#hop(() =>
      this.#hop(() => {
        this.#checking = false
        if (this.#active && this.#count === 0) this.#tell()
      }),
    )
  }

  #tell(): void {
    this.nothing(false)
    this.#clearTimeout(this.#verdict)
    this.#verdict = this.#setTimeout(() => {
      if (this.#active && this.#count === 0) this.nothing(true)
    }, SURE_AFTER_MS)
  }
}
