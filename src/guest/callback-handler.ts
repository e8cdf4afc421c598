/**
 * How nodejs22.x calls a handler: with a callback and a context that can answer, too (lambda-semantics 1.2 #26). Only the
 * first answer counts. A handler that answers in none of these ways ends when its event loop is empty.
 */
import { RuntimeError } from './errors.ts'
import type { Handler } from './handler.ts'

/** What the handler came to; a `value` is not serialised yet. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown }

/** Text of the older runtime client where an async handler's promise was never settled (1.2 #29). */
const NEVER_SETTLED =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes'

/** One invocation of a handler that may answer by callback. */
export class CallbackInvocation {
  /** Resolves with the first answer. */
  readonly outcome: Promise<Outcome>
  #settle: (outcome: Outcome) => void = () => {}
  #answered = false
  #atEmptyLoop: Outcome = { value: null }
  #waitsForEmptyEventLoop = true

  constructor() {
    this.outcome = new Promise(resolve => {
      this.#settle = resolve
    })
  }

  /** Calls the handler as `owner.handler`, with `context` and what can answer added to it. */
  call(owner: { readonly handler: Handler }, event: unknown, context: object): void {
    if (owner.handler.constructor.name === 'AsyncFunction') {
      this.#atEmptyLoop = { error: new RuntimeError('Runtime.NodeJsExit', NEVER_SETTLED) }
    }
    try {
      const result = owner.handler(event, Object.assign(this.#context(), context), this.#callback)
      if (isThenable(result)) result.then(this.#succeed, this.#fail)
    } catch (error) {
      this.#callback(error)
    }
  }

  /** Nothing is left to wait for: what was answered by callback holds now, or null where nothing was. */
  emptyLoop(): void {
    this.#settle(this.#atEmptyLoop)
  }

  #context(): object {
    const read = (): boolean => this.#waitsForEmptyEventLoop
    const write = (waits: boolean): void => {
      this.#waitsForEmptyEventLoop = waits
    }
    const flag = { get: read, set: write, enumerable: true, configurable: true }
    const context = Object.defineProperty({}, 'callbackWaitsForEmptyEventLoop', flag)
    return Object.assign(context, { succeed: this.#succeed, fail: this.#fail, done: this.#done })
  }

  readonly #callback = (error?: unknown, value?: unknown): void => {
    if (this.#answered) return
    this.#answered = true
    if (error !== undefined && error !== null) this.#settle({ error })
    else if (this.#waitsForEmptyEventLoop) this.#atEmptyLoop = { value }
    else this.#settle({ value })
  }

  readonly #done = (error?: unknown, value?: unknown): void => {
    if (this.#answered) return
    this.#answered = true
    this.#settle(error === undefined || error === null ? { value } : { error })
  }

  readonly #succeed = (value?: unknown): void => this.#done(null, value)

  readonly #fail = (error?: unknown): void => this.#done(error ?? 'handled')
}

interface Thenable {
  then(succeed: (value: unknown) => void, fail: (error: unknown) => void): unknown
}

function isThenable(value: unknown): value is Thenable {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function'
}
