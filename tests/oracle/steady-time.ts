/**
 * Time that stands while guests do what a step may cost, and goes on with their processor time beyond it. How fast the
 * machine is, and what else runs on it, shows nowhere: what begins together ends together, and a busy loop still comes
 * to its time-out.
 */
import type { HostTime } from '../../src/emulator/clock.ts'
import type { Pace } from '../../src/sandboxes/ric/clock.ts'

/** Free is more than any step of a scenario takes, up to the end of its memory, also where the machine has too much to do. */
export const PACE: Pace = { freeMs: 3_000, faster: 20 }
/** The emulator's time follows later, so that a guest is never behind it. */
const EMULATOR_FREE_MS = 3_500
/** Guests that only sleep for this long, ms, wait for something that will not come: then time goes on with the machine's. */
const QUIET_MS = 2_000
const LOOK_EVERY_MS = 5
/** A look that comes late, because this process had no turn, counts for no more. */
const LONGEST_LOOK_MS = 20
/** Less than this in a look is no work. */
const STILL_MS = 0.5

interface Wake {
  readonly time: number
  readonly callback: () => void
}

/** The emulator's time for one replay. `processorMs` tells what its guests have used so far. */
export class SteadyTime implements HostTime {
  /** Called after each step of time that goes on by itself. */
  onFlow: () => void = () => {}
  readonly #processorMs: () => number
  readonly #wakes = new Set<Wake>()
  readonly #look: NodeJS.Timeout
  #now = 0
  #seen: number
  #used = 0
  #quiet = 0
  #lookedAt = performance.now()

  constructor(processorMs: () => number) {
    this.#processorMs = processorMs
    this.#seen = processorMs()
    this.#look = setInterval(() => this.#goOn(), LOOK_EVERY_MS)
  }

  now(): number {
    return this.#now
  }

  after(ms: number, callback: () => void): () => void {
    const wake = { time: this.#now + ms, callback }
    this.#wakes.add(wake)
    return () => this.#wakes.delete(wake)
  }

  hop(callback: () => void): void {
    setImmediate(callback)
  }

  /** A step of a guest began or ended: what follows is free again. */
  step(): void {
    this.#seen = this.#processorMs()
    this.#used = 0
    this.#quiet = 0
  }

  stop(): void {
    clearInterval(this.#look)
  }

  #goOn(): void {
    const used = this.#processorMs() - this.#seen
    this.#seen += used
    this.#used += used
    const machine = performance.now()
    const passed = Math.min(machine - this.#lookedAt, LONGEST_LOOK_MS)
    this.#lookedAt = machine
    this.#quiet = used < STILL_MS ? this.#quiet + passed : 0
    if (this.#used > EMULATOR_FREE_MS) this.#flow(used * PACE.faster)
    else if (this.#quiet > QUIET_MS) this.#flow(passed * PACE.faster)
    for (const wake of this.#wakes) {
      if (wake.time <= this.#now && this.#wakes.delete(wake)) wake.callback()
    }
  }

  /** Goes on by `ms`, but no further than to what was to be done first. */
  #flow(ms: number): void {
    const next = [...this.#wakes].map(({ time }) => time).filter(time => time > this.#now)
    this.#now = Math.min(this.#now + ms, ...next)
    this.onFlow()
  }
}
