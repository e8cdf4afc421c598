/** Allowances that are refilled continuously: how fast a function may scale, how many requests a second it may get. */
import { REQUESTS_PER_SECOND, SCALING_REFILL_MS } from './limits.ts'

const SECOND_MS = 1_000

/** What may be used up and comes back with time, never more than `size` (lambda-semantics 1.3 #42). */
export class Allowance {
  readonly #size: number
  readonly #refillMs: number
  #left: number
  #at = 0

  /** Full at first; `refillMs` is the time in which an empty one is full again. */
  constructor(size: number, refillMs: number) {
    this.#size = size
    this.#refillMs = refillMs
    this.#left = size
  }

  /** Whether one may be taken at `now` (virtual ms). */
  has(now: number): boolean {
    this.#refill(now)
    return this.#left >= 1
  }

  /** Takes one. */
  take(now: number): void {
    this.#refill(now)
    this.#left -= 1
  }

  #refill(now: number): void {
    const passed = Math.max(0, now - this.#at)
    this.#left = Math.min(this.#size, this.#left + (passed / this.#refillMs) * this.#size)
    this.#at = now
  }
}

/** So many new environments in 10 s. */
export const scalingAllowance = (rate: number): Allowance => new Allowance(rate, SCALING_REFILL_MS)

/** Ten requests a second for each unit of concurrency. */
export const requestAllowance = (concurrency: number): Allowance =>
  new Allowance(concurrency * REQUESTS_PER_SECOND, SECOND_MS)
