/**
 * The one clock of an emulator: virtual epoch milliseconds that never fall.
 *
 * Time *flows* with the host's time while a runner runs, or waits and nobody jumps (always, in mode `real`), *stands*
 * otherwise, and *jumps* when everyone only waits: in mode `stepping`, and in every mode while a skip is under way.
 * Timers fire in order of (deadline, order of setting).
 */
import type { ClockMode } from './commands.ts'

/** The host's monotonic time and one-shot timers; the only real time the emulator ever sees. */
export interface HostTime {
  /** Monotonic ms. */
  now(): number
  /** Calls back once after `ms`; returns a function that cancels. */
  after(ms: number, callback: () => void): () => void
  /** Calls back soon, after pending microtasks: a macrotask turn (setImmediate, a message to oneself). */
  hop(callback: () => void): void
}

/** Someone whose work makes time pass: a runtime in its init or invoke phase, or a wait for the platform. */
export interface Runner {
  /** It runs: time flows. */
  runs(): void
  /** It only waits, at most until `due` (Infinity: for a timer of the clock): time may jump. */
  waits(due: number): void
  /** It is busy outside virtual time (a thread that starts or ends): no flow for its sake, and no jump. */
  holds(): void
  end(): void
}

/** The emulator's time: epoch ms, and work to be done at a time (DESIGN 4). */
export interface Clock {
  readonly mode: ClockMode
  setMode(mode: ClockMode): void
  now(): number
  /** Calls back when `time` is reached; never before this returns. Returns a function that cancels. */
  at(time: number, callback: () => void): () => void
  /** A new runner, holding at first. `onJump` is told the time when a jump reached what it waited for. */
  runner(onJump: (now: number) => void): Runner
  /**
   * A guest reported this time: it is at least that late. A guest's clock starts with its thread, ours when word of
   * that arrives, so that at the end of a phase the guest may be a few ms ahead; its next phase must not begin in its past.
   */
  catchUp(time: number): void
  /** Lets `ms` pass; resolves when they have. Waiting is jumped over, unless `mode` is real and `jump` is false. */
  skip(ms: number, jump: boolean): Promise<void>
}

interface Timer {
  readonly time: number
  readonly order: number
  readonly callback: () => void
}

interface RunnerRecord {
  state: 'runs' | 'waits' | 'holds'
  due: number
  readonly onJump: (now: number) => void
}

/** The clock at `origin` (epoch ms), in the given mode. */
export function createClock(options: { host: HostTime; origin: number; mode: ClockMode }): Clock {
  return new VirtualClock(options.host, options.origin, options.mode)
}

class VirtualClock implements Clock {
  mode: ClockMode
  readonly #host: HostTime
  readonly #timers: Timer[] = []
  readonly #runners = new Set<RunnerRecord>()
  #order = 0
  #base: number
  #hostBase: number
  #flowing = false
  #skips = 0
  #cancelWake: (() => void) | null = null
  #settling = false

  constructor(host: HostTime, origin: number, mode: ClockMode) {
    this.#host = host
    this.#base = origin
    this.#hostBase = host.now()
    this.mode = mode
    this.#settle()
  }

  now(): number {
    return this.#flowing ? this.#base + Math.max(0, this.#host.now() - this.#hostBase) : this.#base
  }

  setMode(mode: ClockMode): void {
    this.mode = mode
    this.#settle()
  }

  at(time: number, callback: () => void): () => void {
    const timer = { time, order: this.#order++, callback }
    const index = this.#timers.findIndex(other => other.time > time)
    this.#timers.splice(index < 0 ? this.#timers.length : index, 0, timer)
    this.#settle()
    return () => {
      const at = this.#timers.indexOf(timer)
      if (at >= 0) this.#timers.splice(at, 1)
      this.#settle()
    }
  }

  runner(onJump: (now: number) => void): Runner {
    const record: RunnerRecord = { state: 'holds', due: Number.POSITIVE_INFINITY, onJump }
    this.#runners.add(record)
    const turn = (state: RunnerRecord['state'], due: number): void => {
      record.state = state
      record.due = due
      this.#settle()
    }
    return {
      runs: () => turn('runs', Number.POSITIVE_INFINITY),
      waits: due => turn('waits', due),
      holds: () => turn('holds', Number.POSITIVE_INFINITY),
      end: () => {
        this.#runners.delete(record)
        this.#settle()
      },
    }
  }

  catchUp(time: number): void {
    if (time <= this.now()) return
    this.#base = time
    this.#hostBase = this.#host.now()
    this.#settle()
  }

  skip(ms: number, jump: boolean): Promise<void> {
    const jumps = jump || this.mode !== 'real'
    return new Promise(resolve => {
      if (jumps) this.#skips++
      this.at(this.now() + ms, () => {
        if (jumps) this.#skips--
        resolve()
      })
    })
  }

  /**
   * Brings flow, wake-up and jump in line with what changed. Firing and jumping wait for a macrotask turn: whoever was
   * woken by the last timer may need several microtasks until it shows as a runner or a timer of its own.
   */
  #settle(): void {
    this.#setFlow()
    if (this.#settling) return
    this.#settling = true
    this.#host.hop(() => {
      this.#settling = false
      const fired = this.#fireDue()
      this.#arm()
      if (fired) this.#settle()
      else if (this.#mayJump()) this.#jump()
    })
  }

  #setFlow(): void {
    const jumps = this.#jumps()
    const flows =
      this.mode === 'real' || [...this.#runners].some(({ state }) => state === 'runs' || (state === 'waits' && !jumps))
    if (flows === this.#flowing) return
    this.#base = this.now()
    this.#hostBase = this.#host.now()
    this.#flowing = flows
  }

  /** Fires the first timer that is due, if one is: the next one waits for what this one set off. */
  #fireDue(): boolean {
    const first = this.#timers[0]
    if (first === undefined || first.time > this.now()) return false
    this.#timers.shift()
    first.callback()
    return true
  }

  #arm(): void {
    this.#cancelWake?.()
    this.#cancelWake = null
    const first = this.#timers[0]
    if (first === undefined || !this.#flowing) return
    this.#cancelWake = this.#host.after(Math.max(0, first.time - this.now()), () => this.#settle())
  }

  /** Whether waiting is jumped over: then time does not flow for it, however long somebody else holds. */
  #jumps(): boolean {
    return this.mode === 'stepping' || this.#skips > 0
  }

  #mayJump(): boolean {
    if (!this.#jumps()) return false
    if ([...this.#runners].some(runner => runner.state !== 'waits')) return false
    return this.#runners.size > 0 || this.#skips > 0
  }

  #jump(): void {
    const dues = [...this.#runners].map(runner => runner.due)
    const target = Math.min(this.#timers[0]?.time ?? Number.POSITIVE_INFINITY, ...dues)
    if (!Number.isFinite(target)) return
    this.#base = Math.max(this.now(), target)
    this.#hostBase = this.#host.now()
    for (const runner of this.#runners) {
      if (runner.state === 'waits' && runner.due <= this.#base) {
        runner.state = 'runs'
        runner.due = Number.POSITIVE_INFINITY
        runner.onJump(this.#base)
      }
    }
    this.#settle()
  }
}
