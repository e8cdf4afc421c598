/** `setTimeout` and its family on the virtual clock: globals, `timers` and `timers/promises`. */
import type { GuestClock, VirtualTimer } from './clock.ts'
import type { GuestHost } from './host.ts'

type Callback = (...values: unknown[]) => unknown

/** Node's Timeout object, which a callback is called on: a stack says `at Timeout._onTimeout`. */
class Timeout {
  readonly #clock: GuestClock
  readonly #timer: VirtualTimer
  readonly _onTimeout: Callback
  constructor(clock: GuestClock, timer: VirtualTimer, callback: Callback) {
    this.#clock = clock
    this.#timer = timer
    this._onTimeout = callback
  }
  ref(): this {
    this.#timer.ref = true
    return this
  }
  unref(): this {
    this.#timer.ref = false
    return this
  }
  hasRef(): boolean {
    return this.#timer.ref
  }
  refresh(): this {
    this.#clock.restart(this.#timer)
    return this
  }
  close(): this {
    this.#clock.remove(this.#timer)
    return this
  }
  [Symbol.toPrimitive](): number {
    return this.#timer.order
  }
  [Symbol.dispose](): void {
    this.close()
  }
}

class Immediate {
  cancelled = false
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
  hasRef(): boolean {
    return !this.cancelled
  }
}

/** The timer functions that the function sees; all of them hang on the guest's clock. */
export interface Timers {
  /** What globalThis carries: setTimeout, clearTimeout … */
  readonly globals: Readonly<Record<string, unknown>>
  /** Built-ins by bare name. */
  readonly modules: ReadonlyMap<string, unknown>
}

/** Timers of one guest. */
export function createTimers(clock: GuestClock, host: GuestHost): Timers {
  const byNumber = new Map<number, Timeout>()
  const add = (kind: VirtualTimer['kind'], callback: Callback, delay: unknown, values: unknown[]): Timeout => {
    if (typeof callback !== 'function') throw invalidCallback(callback, host)
    const timer = clock.add(
      kind,
      host.bind(() => void timeout._onTimeout(...values)),
      delay,
    )
    const timeout = new Timeout(clock, timer, callback)
    byNumber.set(timer.order, timeout)
    return timeout
  }
  const clear = (timeout: unknown): void => {
    if (timeout instanceof Timeout) timeout.close()
    else byNumber.get(Number(timeout))?.close()
  }
  const setTimeout = (callback: Callback, delay?: unknown, ...values: unknown[]) =>
    add('timeout', callback, delay, values)
  const setInterval = (callback: Callback, delay?: unknown, ...values: unknown[]) =>
    add('interval', callback, delay, values)
  const setImmediate = (callback: Callback, ...values: unknown[]): Immediate => {
    if (typeof callback !== 'function') throw invalidCallback(callback, host)
    return runSoon(clock, host, () => void callback(...values))
  }
  const clearImmediate = (immediate: unknown): void => {
    if (immediate instanceof Immediate) immediate.cancelled = true
  }
  const globals = { setTimeout, setInterval, setImmediate, clearTimeout: clear, clearInterval: clear, clearImmediate }
  const promises = timerPromises(clock, host)
  setTimeout[CUSTOM_PROMISIFY] = promises.setTimeout
  setImmediate[CUSTOM_PROMISIFY] = promises.setImmediate
  const modules = new Map<string, unknown>([
    ['timers', { ...globals, promises }],
    ['timers/promises', promises],
  ])
  return { globals, modules }
}

/** What `util.promisify` looks for. */
const CUSTOM_PROMISIFY = Symbol.for('nodejs.util.promisify.custom')

function runSoon(clock: GuestClock, host: GuestHost, callback: () => void): Immediate {
  const immediate = new Immediate()
  const bound = host.bind(callback)
  clock.immediates++
  host.hop(() => {
    clock.immediates--
    if (immediate.cancelled) return
    immediate.cancelled = true
    try {
      bound()
    } catch (error) {
      clock.onThrow(error)
    }
  })
  return immediate
}

interface WaitOptions {
  readonly ref?: boolean
  readonly signal?: AbortSignalLike
}

/** The part of AbortSignal that timers use. */
interface AbortSignalLike {
  readonly aborted: boolean
  readonly reason: unknown
  addEventListener(type: 'abort', listener: () => void, options: { once: boolean }): void
}

function timerPromises(clock: GuestClock, host: GuestHost) {
  const wait = (delay?: unknown, value?: unknown, options: WaitOptions = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (options.signal?.aborted) return reject(aborted(options.signal))
      const timer = clock.add('timeout', () => resolve(value), delay)
      timer.ref = options.ref ?? true
      options.signal?.addEventListener('abort', () => stop(timer, reject, options), { once: true })
    })
  const stop = (timer: VirtualTimer, reject: (error: unknown) => void, { signal }: WaitOptions): void => {
    clock.remove(timer)
    if (signal !== undefined) reject(aborted(signal))
  }
  const soon = (value?: unknown): Promise<unknown> => new Promise(resolve => runSoon(clock, host, () => resolve(value)))
  async function* every(delay?: unknown, value?: unknown, options: WaitOptions = {}): AsyncGenerator<unknown> {
    for (;;) yield await wait(delay, value, options)
  }
  const scheduler = { wait: (delay: unknown, options?: WaitOptions) => wait(delay, undefined, options), yield: soon }
  return { setTimeout: wait, setImmediate: soon, setInterval: every, scheduler }
}

function aborted(signal: AbortSignalLike): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason })
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' })
}

/** Node's own refusal of a callback that is no function. */
function invalidCallback(callback: unknown, host: GuestHost): TypeError {
  const message = `The "callback" argument must be of type function. Received ${host.inspect(callback)}`
  return Object.assign(new TypeError(message), { code: 'ERR_INVALID_ARG_TYPE' })
}
