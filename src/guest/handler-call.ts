/** One call of the handler, in the way its runtime and its kind ask for: what comes of it is what the guest answers. */
import type { FunctionErrorPayload, InvokeCommand, StreamedResponse } from '../emulator/sandbox.ts'
import { CallbackInvocation, type Outcome } from './callback-handler.ts'
import type { GuestClock } from './clock.ts'
import type { Logger } from './console.ts'
import { createContext, createOlderContext } from './context.ts'
import { errorPayload, RuntimeError } from './errors.ts'
import type { Handler } from './handler.ts'
import type { GuestHost } from './host.ts'
import { ResponseStream } from './response-stream.ts'

/** Taken before the function's code can change them. */
const { stringify, parse } = JSON

/** Named and shaped as on Lambda, where a stack says `at Runtime.handler`. */
export class Runtime {
  readonly handler: Handler
  constructor(handler: Handler) {
    this.handler = handler
  }
}

/** The same on nodejs24.x, where the handler is a method of another class (aws-lambda-ric 4.0.2). */
export class BufferedInvokeProcessor extends Runtime {}

/** And of a third one where it streams. */
export class StreamingInvokeProcessor extends Runtime {}

/** What the guest answers, as its `done` report says it. */
export interface Answer {
  readonly payload: string | null
  readonly error: FunctionErrorPayload | null
  readonly streamed?: StreamedResponse
}

/** What a call needs. */
export interface HandlerCallParts {
  readonly runtime: Runtime
  readonly command: InvokeCommand
  /** How the handler streams; null when it does not. */
  readonly streaming: { readonly highWaterMark: number | undefined } | null
  /** nodejs22.x, whose runtime client differs (lambda-semantics 1.2 #26, #29). */
  readonly older: boolean
  readonly host: GuestHost
  readonly clock: GuestClock
  readonly logger: Logger
}

/** A call of the handler under way. */
export class HandlerCall {
  readonly #parts: HandlerCallParts
  /** What an empty event loop means for this call; null where it ends the runtime. */
  #atEmptyLoop: (() => void) | null = null

  constructor(parts: HandlerCallParts) {
    this.#parts = parts
  }

  /** Calls it. Never rejects. */
  async answer(): Promise<Answer> {
    const { streaming, older, logger } = this.#parts
    if (streaming !== null) return this.#stream(streaming.highWaterMark)
    try {
      const outcome = older ? await this.#byCallback() : await this.#byPromise()
      if ('error' in outcome) throw outcome.error
      return { payload: serialize(outcome.value, older), error: null }
    } catch (error) {
      logger.failure('Invoke Error', error)
      return { payload: null, error: errorPayload(error) }
    } finally {
      this.#atEmptyLoop = null
    }
  }

  /** True where an open connection keeps the event loop alive: the client opens one for a response that streams. */
  get isConnected(): boolean {
    return this.#parts.streaming !== null
  }

  /** True where an empty event loop settles the call by itself. */
  emptyLoop(): boolean {
    const settle = this.#atEmptyLoop
    if (settle === null) return false
    this.#parts.host.hop(settle)
    return true
  }

  async #byPromise(): Promise<Outcome> {
    const { runtime, command, clock } = this.#parts
    return {
      value: await runtime.handler(
        parse(command.event),
        createContext(command, () => clock.now()),
      ),
    }
  }

  #byCallback(): Promise<Outcome> {
    const { runtime, command, clock } = this.#parts
    const callbacks = new CallbackInvocation()
    this.#atEmptyLoop = () => callbacks.emptyLoop()
    const context = createOlderContext(command, () => clock.now())
    callbacks.call(runtime, parse(command.event), context)
    return callbacks.outcome
  }

  async #stream(highWaterMark: number | undefined): Promise<Answer> {
    const { host, clock, command, logger } = this.#parts
    const wait = (ms: number, callback: () => void): void => void clock.add('timeout', callback, ms)
    const stream = new ResponseStream({ host, highWaterMark, paced: command.streams === true, wait })
    try {
      await this.#writeAll(stream)
      return { payload: null, error: null, streamed: stream.response() }
    } catch (error) {
      // As the client does: by then the function's own work of this turn is through.
      await new Promise<void>(resolve => host.hop(resolve))
      logger.failure('Invoke Error', error)
      // It goes in trailers, which an ended response has already sent.
      return { payload: null, error: stream.isEnded ? null : errorPayload(error), streamed: stream.response() }
    }
  }

  async #writeAll(stream: ResponseStream): Promise<void> {
    const { runtime, command, clock, older, logger } = this.#parts
    const context = (older ? createOlderContext : createContext)(command, () => clock.now())
    const result: unknown = runtime.handler(parse(command.event), stream.face, context)
    if (!isPromise(result)) throw this.#clientError('Streaming does not support non-async handlers.')
    if ((await result) !== undefined) logger.log('WARN', ['Streaming handlers ignore return values.'])
    // The handler may leave the rest to a pipe. One that nobody ends is waited for until the invocation times out.
    await stream.finished
  }

  /** The older client fails with the text alone. */
  #clientError(message: string): unknown {
    return this.#parts.older ? message : new Error(message)
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function'
}

/** The returned value as JSON text, as the runtime client makes it (lambda-semantics 1.6). */
function serialize(value: unknown, older: boolean): string {
  if (value === undefined) return 'null'
  let text: string | undefined
  try {
    text = stringify(value)
  } catch {
    const message = 'Unable to stringify response body'
    throw older ? new Error(message) : new RuntimeError('Runtime.JSONStringifyError', message)
  }
  if (text === undefined) throw new TypeError('Wrong arguments')
  return text
}
