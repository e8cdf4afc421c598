/** Whether a guest only waits: it must be found asleep for the same timer several times on end. */

/** In so many looks: between two of them, what it sent meanwhile is read. */
const LOOKS_ASLEEP = 3

/** What was seen of a guest since it last did something. */
export class SleepWatch {
  #ms: number | null = null
  #due = 0
  #looks = 0

  /** It does something. */
  wake(): void {
    this.#ms = null
  }

  /**
   * A look at it: it sleeps for `ms` at most (null: it does not sleep). Gives the time it waits for (virtual epoch ms,
   * Infinity for no timer), once, when that is sure.
   */
  look(ms: number | null, now: number): number | null {
    if (ms === null || ms !== this.#ms) {
      this.#ms = ms
      this.#due = now + (ms ?? 0)
      this.#looks = 0
    }
    if (ms === null) return null
    this.#looks++
    return this.#looks === LOOKS_ASLEEP ? this.#due : null
  }
}
