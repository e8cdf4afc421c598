/**
 * Errors as the runtime client reports them: payloads, log objects, and the names Lambda gives to loading errors
 * (lambda-semantics 1.6, 1.8). What is not said there is as AWS's client for nodejs24.x, aws-lambda-ric 4.0.2, does it.
 */
import type { FunctionErrorPayload } from '../emulator/sandbox.ts'

/** What a stack is read from. */
export interface ErrorLike {
  readonly name: string
  readonly message: string
  readonly stack: string
}

/** Taken before the function's code can change them. */
const RealError = Error
const { stringify } = JSON
const isError = (value: unknown): value is Error => value instanceof RealError

/** Types of the runtime client whose classes are not called like the type (aws-lambda-ric 4.0.2). */
const CLASS_ENDS_IN_ERROR = /^(HandlerNotFound|MalformedHandlerName|CallbackHandlerDeprecated)$/

/** True with the runtime client of nodejs22.x, whose own errors name themselves otherwise (aws-lambda-ric 3.3.0). */
let older = false

/** Whose errors these are: the older client's or that of nodejs24.x. */
export function useClientOf(runtime: string): void {
  older = runtime === 'nodejs22.x'
}

/** An error of the runtime client itself, with Lambda's own type. */
export class RuntimeError extends Error {
  readonly #trace: readonly string[] | null
  constructor(name: string, message: string, trace: readonly string[] | null = null) {
    super(message)
    // An own property is part of the log's object; the older client's classes have their names from their prototypes.
    Object.defineProperty(this, 'name', { value: name, enumerable: !older, writable: true, configurable: true })
    this.#trace = older ? `${name}: ${message}`.split('\n') : trace
  }

  /** Lines of the stack where they are another error's; null where this one's own count. */
  get trace(): readonly string[] | null {
    return this.#trace
  }

  /** Name of the class it has in AWS's client: what the JSON log format shows as its type. */
  get className(): string {
    const type = this.name.replace(/^Runtime\./, '')
    return CLASS_ENDS_IN_ERROR.test(type) ? `${type}Error` : type
  }
}

/** The ASCII character that the Runtime API takes no error with. */
const escaped = (text: string): string => text.replaceAll('\x7F', '%7F')

/** What the caller of a failed invocation or init gets. */
export function errorPayload(error: unknown): FunctionErrorPayload {
  try {
    if (isError(error)) {
      return {
        errorType: escaped(error.name),
        errorMessage: escaped(error.message),
        trace: stackLines(error).map(escaped),
      }
    }
    return { errorType: typeof error, errorMessage: String(error), trace: [] }
  } catch {
    // A hostile error (throwing getters, no toString) is still an error.
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
      trace: [],
    }
  }
}

/** What was thrown as an error: every other value becomes the message of one. */
export function asError(thrown: unknown): Error {
  if (isError(thrown)) return thrown
  // A symbol or an object without a text has none: String refuses it, and the log line must still be written.
  try {
    return new RealError(String(thrown))
  } catch {
    return new RealError(typeof thrown)
  }
}

/** The object behind `Invoke Error` and `Init Error` in the log, as JSON text: the error's own properties are in it. */
export function errorLogText(thrown: unknown): string {
  const error = asError(thrown)
  try {
    return stringify(error, (_key, value: unknown) => (isError(value) ? logObject(value) : value))
  } catch {
    // Properties that do not serialise: the error itself must reach the log.
    return stringify(errorPayload(error))
  }
}

function logObject(error: Error): Record<string, unknown> {
  const { name, message } = error
  const shown = { errorType: name, errorMessage: message, code: Reflect.get(error, 'code'), ...error }
  return typeof error.stack === 'string' ? { ...shown, stack: stackLines(error) } : shown
}

/** An error as the JSON log format shows it: its class, message and stack. */
export function errorLogRecord(error: Error): Record<string, unknown> {
  const errorType = error instanceof RuntimeError ? error.className : (error.constructor?.name ?? 'UnknownError')
  return { errorType, errorMessage: error.message, stackTrace: stackLines(error) }
}

/** Frames of ours, which on Lambda would be the runtime's own: not shown. */
const OURS =
  'bundles/guest-|node:internal/worker|node:worker_threads|node:async_hooks|node:internal/modules/customization_hooks'
const GUEST_FRAME = new RegExp(OURS)
const GUEST_FRAME_LINES = new RegExp(`(?:\\n *at [^\\n]*(?:${OURS})[^\\n]*?)+( \\{)?(?=\\n|$)`, 'g')

let readStack = ({ stack }: ErrorLike): string => stack

/** Has the host read stacks: its engine may write them otherwise than V8. */
export function readStacksBy(read: (error: ErrorLike) => string): void {
  readStack = read
}

/** Lines of the stack without the guest's own frames. */
export function stackLines(error: { readonly stack?: unknown }): string[] {
  if (error instanceof RuntimeError && error.trace !== null) return [...error.trace]
  return isErrorLike(error) ? readStack(error).split('\n').filter(isOfFunction) : []
}

const isOfFunction = (line: string): boolean => !GUEST_FRAME.test(line)

/** A formatted text in which an error's stack may stand, without the guest's own frames. */
export function withoutGuestFrames(text: string): string {
  if (!GUEST_FRAME.test(text)) return text
  // The last frame has the brace behind it that opens the error's own properties.
  return text.replace(GUEST_FRAME_LINES, (_lines, brace: string = '') => brace)
}

function isErrorLike(value: unknown): value is ErrorLike {
  if (typeof value !== 'object' || value === null) return false
  return ['name', 'message', 'stack'].every(key => typeof Reflect.get(value, key) === 'string')
}

/** Gives a loading error Lambda's name: syntax, missing module; every other stays what it is. */
export function loadingError(error: unknown): unknown {
  if (!isErrorLike(error)) return error
  const message = `${error.name}: ${error.message}`
  if (error instanceof SyntaxError || error.name === 'SyntaxError') {
    return new RuntimeError('Runtime.UserCodeSyntaxError', message, stackLines(error))
  }
  if (Reflect.get(error, 'code') !== 'MODULE_NOT_FOUND') return error
  // Thrown anew by the client: its own error's head, and none of the function's frames.
  const type = 'Runtime.ImportModuleError'
  return new RuntimeError(type, message, `${type}: ${message}`.split('\n'))
}
