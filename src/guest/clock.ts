/**
 * The guest's virtual clock. It starts at the `now` of a command and runs on with real time while the guest runs; every
 * timer of the function lives in one list here, ordered by due time, then by order of setting.
 */
import type { PendingTimer } from '../emulator/sandbox.ts'
import type { GuestHost } from './host.ts'

/** Node's smallest delay, ms, and the largest it takes before it falls back to that. */
const SHORTEST_DELAY_MS = 1
const LONGEST_DELAY_MS = 2_147_483_647

/** One timer of the function. `due` is in virtual epoch ms. */
export interface VirtualTimer {
  readonly kind: 'timeout' | 'interval'
  due: number
  order: number
  readonly period: number
  readonly callback: () => void
  readonly requestId: string | null
  ref: boolean
}

/** What the clock needs of its host. */
export type ClockHost = Pick<GuestHost, 'realNow' | 'wake' | 'hop' | 'release'>

/** The one clock a guest sees: virtual epoch ms that stand while it is frozen, and the timers that hang on them. */
export class GuestClock {
  readonly #host: ClockHost
  readonly #timers: VirtualTimer[] = []
  /** Immediates that have not run yet. */
  immediates = 0
  #base = 0
  #realBase = 0
  /** The latest time that anybody read. */
  #shown = 0
  #order = 0
  #running = false
  #cancelWake: (() => void) | null = null
  /** The request whose code runs now: what is set belongs to it. */
  requestId: string | null = null
  /** Gets what a timer's callback threw. */
  onThrow: (error: unknown) => void = () => {}

  constructor(host: ClockHost) {
    this.#host = host
  }

  now(): number {
    this.#shown = this.#base + Math.max(0, this.#host.realNow() - this.#realBase)
    return this.#shown
  }

  /** Moves to `now`, or to the latest time that was read: a guest that ran longer than the emulator knows is ahead of it. */
  set(now: number): void {
    this.#base = Math.max(now, this.#shown)
    this.#realBase = this.#host.realNow()
  }

  add(kind: VirtualTimer['kind'], callback: () => void, delay: unknown): VirtualTimer {
    const asked = Number(delay)
    const ms = asked >= SHORTEST_DELAY_MS && asked <= LONGEST_DELAY_MS ? Math.trunc(asked) : SHORTEST_DELAY_MS
    const timer = { kind, due: 0, order: 0, period: ms, callback, requestId: this.requestId, ref: true }
    this.restart(timer)
    return timer
  }

  /** Puts it (back) in the list, due one period from now. */
  restart(timer: VirtualTimer): void {
    this.remove(timer)
    timer.due = this.now() + timer.period
    timer.order = this.#order++
    let index = this.#timers.length
    while (index > 0 && (this.#timers[index - 1]?.due ?? 0) > timer.due) index--
    this.#timers.splice(index, 0, timer)
    this.#arm()
  }

  remove(timer: VirtualTimer): void {
    const index = this.#timers.indexOf(timer)
    if (index >= 0) this.#timers.splice(index, 1)
  }

  has(timer: VirtualTimer): boolean {
    return this.#timers.includes(timer)
  }

  /** When the first timer that keeps the runtime alive is due; null where there is none. */
  nextDue(): number | null {
    return this.#timers.find(timer => timer.ref)?.due ?? null
  }

  /** Lets timers fire from now on. */
  start(): void {
    this.#running = true
    this.#arm()
  }

  /** Nothing fires until {@link start}. */
  stop(): void {
    this.#running = false
    this.#cancelWake?.()
    this.#cancelWake = null
  }

  pending(): PendingTimer[] {
    return this.#timers.map(({ kind, due, requestId }) => ({ kind, due, requestId }))
  }

  /** Timers that are due now, in order. */
  due(): readonly VirtualTimer[] {
    const now = this.now()
    return this.#timers.filter(timer => timer.due <= now)
  }

  /** Fires the given timers one after another, each followed by a macrotask turn. */
  fire(timers: readonly VirtualTimer[], done: () => void): void {
    const [first, ...rest] = timers
    if (first === undefined) {
      done()
      return
    }
    // One before it may have cleared it, or set it back by `refresh`.
    if (this.has(first) && first.due <= this.now()) this.#call(first)
    this.#host.hop(() => this.fire(rest, done))
  }

  /** Fires what is due now, then waits for the next. */
  fireDue(): void {
    if (!this.#running) return
    const due = this.due()
    if (due.length === 0) {
      this.#arm()
      return
    }
    this.#host.release()
    this.fire(due, () => this.#arm())
  }

  #call(timer: VirtualTimer): void {
    if (timer.kind === 'interval') this.restart(timer)
    else this.remove(timer)
    try {
      timer.callback()
    } catch (error) {
      this.onThrow(error)
    }
  }

  #arm(): void {
    this.#cancelWake?.()
    this.#cancelWake = null
    const first = this.#timers[0]
    if (!this.#running || first === undefined) return
    this.#cancelWake = this.#host.wake(Math.max(0, first.due - this.now()), () => this.fireDue())
  }
}
