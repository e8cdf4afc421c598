/** Errors as the runtime client reports them: payloads, log objects, and the names Lambda gives to loading errors (lambda-semantics 1.6). */
import type { FunctionErrorPayload } from '../emulator/sandbox.ts'

/** What a stack is read from. */
export interface ErrorLike {
  readonly name: string
  readonly message: string
  readonly stack: string
}

/** An error of the runtime client itself, with Lambda's own type. */
export class RuntimeError extends Error {
  readonly trace: readonly string[] | null
  constructor(name: string, message: string, trace: readonly string[] | null = null) {
    super(message)
    this.name = name
    this.trace = trace
  }
}

function isErrorLike(value: unknown): value is ErrorLike {
  if (typeof value !== 'object' || value === null) return false
  return ['name', 'message', 'stack'].every(key => typeof Reflect.get(value, key) === 'string')
}

/** What the caller of a failed invocation or init gets. */
export function errorPayload(error: unknown): FunctionErrorPayload {
  try {
    if (isErrorLike(error)) {
      return { errorType: error.name, errorMessage: error.message, trace: stackLines(error) }
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

/** The object behind `Invoke Error` and `Init Error` in the log, as JSON text. */
export function errorLogText(error: unknown): string {
  const shown = isErrorLike(error) ? error : new Error(String(error))
  const extra = ownProperties(shown)
  const { name, message } = shown
  return stringify({ errorType: name, errorMessage: message, ...extra, stack: stackLines(shown) })
}

/** For the JSON log format. */
export function errorLogRecord(error: unknown): Record<string, unknown> {
  const { errorType, errorMessage, trace } = errorPayload(isErrorLike(error) ? error : new Error(String(error)))
  return { errorType, errorMessage, stackTrace: (trace ?? []).slice(1).map(line => line.trim()) }
}

function ownProperties(error: object): Record<string, unknown> {
  const skipped = ['name', 'message', 'stack', 'trace']
  return Object.fromEntries(Object.entries(error).filter(([key]) => !skipped.includes(key)))
}

function stringify(value: Record<string, unknown>): string {
  try {
    return JSON.stringify(value)
  } catch {
    // Properties that do not serialise are left out: the error itself must reach the log.
    const { errorType, errorMessage, stack } = value
    return JSON.stringify({ errorType, errorMessage, stack })
  }
}

/** Frames of ours, which on Lambda would be the runtime's own: not shown. */
const GUEST_FRAME = /bundles\/guest-|node:internal\/worker|node:worker_threads/

let readStack = ({ stack }: ErrorLike): string => stack

/** Has the host read stacks: its engine may write them otherwise than V8. */
export function readStacksBy(read: (error: ErrorLike) => string): void {
  readStack = read
}

/** Lines of the stack without the guest's own frames. */
export function stackLines(error: { readonly stack?: unknown }): string[] {
  if (error instanceof RuntimeError && error.trace !== null) return [...error.trace]
  const stack = isErrorLike(error) ? readStack(error) : ''
  return stack.split('\n').filter(line => !GUEST_FRAME.test(line))
}

/** Gives a loading error Lambda's name: syntax, missing module; every other stays what it is. */
export function loadingError(error: unknown): unknown {
  if (!isErrorLike(error)) return error
  const lines = stackLines(error)
  if (Reflect.get(error, 'code') === 'MODULE_NOT_FOUND') {
    return renamed('Runtime.ImportModuleError', error, lines)
  }
  return error instanceof SyntaxError || error.name === 'SyntaxError'
    ? renamed('Runtime.UserCodeSyntaxError', error, lines)
    : error
}

function renamed(type: string, error: ErrorLike, lines: readonly string[]): RuntimeError {
  const message = `${error.name}: ${error.message}`
  return new RuntimeError(type, message, [`${type}: ${message}`, ...lines.filter(line => /^\s+at /.test(line))])
}
