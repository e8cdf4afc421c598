/**
 * Real time for the eye: while it flows the picture's clock goes on between two events, so that idle times count up
 * where they are read. What is true stays in the events; this only shows the time that has passed since the last one.
 */

/** How often the shown time changes, ms. */
const STEP_MS = 1_000

/** Tells the ms that have passed since the last event, once a second, while it flows. */
export class FlowingTime {
  readonly #tell: (passed: number) => void
  #since = 0
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(tell: (passed: number) => void) {
    this.#tell = tell
  }

  /** An event came: its time is exact. */
  restart(): void {
    this.#since = performance.now()
  }

  flow(on: boolean): void {
    clearInterval(this.#timer)
    this.restart()
    if (on) this.#timer = setInterval(() => this.#tell(performance.now() - this.#since), STEP_MS)
  }
}
