/** `console` as Lambda's runtime client patches it (lambda-semantics 1.8): a time, the request id and a level before each text. */
import { tableText } from './console-table.ts'
import { errorLogRecord, errorPayload } from './errors.ts'
import type { GuestHost } from './host.ts'
import type { Output } from './output.ts'

/** Log levels of Lambda's console (lambda-semantics 1.8). */
export type Level = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL'

/** How console lines are written: format, and the request they belong to. */
export interface LogSettings {
  readonly format: 'Text' | 'JSON'
  readonly tenantId: string | null
}

/** Taken before the function can change them. */
const RealDate = Date
const isoTime = Date.prototype.toISOString

/** Request id that lines carry during init (lambda-semantics 1.8). */
const NO_REQUEST = '-'

/** Writes records at a level; the console and the runtime client's own error lines go through it. */
export class Logger {
  readonly #host: GuestHost
  readonly #output: Output
  readonly #now: () => number
  readonly #requestId: () => string | null
  settings: LogSettings = { format: 'Text', tenantId: null }

  constructor(host: GuestHost, output: Output, now: () => number, requestId: () => string | null) {
    this.#host = host
    this.#output = output
    this.#now = now
    this.#requestId = requestId
  }

  log(level: Level, values: readonly unknown[]): void {
    if (this.settings.format === 'JSON') this.#output.record(this.#json(level, values))
    else this.text(level, this.#host.format(...values))
  }

  text(level: Level, text: string): void {
    this.#output.record(`${this.#time()}\t${this.#requestId() ?? NO_REQUEST}\t${level}\t${text}`)
  }

  /** `Invoke Error` and `Init Error` lines, whose object JSON format takes apart. */
  failure(title: string, error: unknown, text: string): void {
    if (this.settings.format === 'JSON') this.log('ERROR', [title, error])
    else this.text('ERROR', `${title} \t${text}`)
  }

  #time(): string {
    return isoTime.call(new RealDate(this.#now()))
  }

  #json(level: Level, values: readonly unknown[]): string {
    const requestId = this.#requestId()
    const { tenantId } = this.settings
    const head = {
      timestamp: this.#time(),
      level,
      ...(requestId !== null && { requestId }),
      ...(tenantId !== null && { tenantId }),
    }
    return JSON.stringify({ ...head, ...this.#message(values) }, errorsReadable)
  }

  #message(values: readonly unknown[]): Record<string, unknown> {
    const [first] = values
    if (values.length === 0) return {}
    if (values.length === 1 && typeof first === 'object' && first !== null) {
      if (first instanceof Error) return { message: errorLogRecord(first) }
      return { message: this.#serialisable(first) }
    }
    const error = values.find(value => value instanceof Error)
    return { message: this.#host.format(...values), ...(error !== undefined && errorLogRecord(error)) }
  }

  #serialisable(value: object): unknown {
    try {
      JSON.stringify(value)
      return value
    } catch {
      // Circular or otherwise unserialisable: its inspected text is what can be shown.
      return this.#host.format(value)
    }
  }
}

/** Errors inside a logged object show their message instead of `{}`. */
function errorsReadable(_key: string, value: unknown): unknown {
  return value instanceof Error ? errorPayload(value) : value
}

/**
 * The global `console`. As in Node, methods that Lambda does not patch print through those it does (table, group, count,
 * time … through `log`, assert through `warn`); `dir` alone prints raw.
 */
export function createConsole(logger: Logger, output: Output, host: GuestHost, now: () => number): object {
  const at =
    (level: Level) =>
    (...values: unknown[]): void =>
      logger.log(level, values)
  const log = at('INFO')
  const serious = { warn: at('WARN'), error: at('ERROR'), fatal: at('FATAL') }
  const assert = (holds: unknown, ...values: unknown[]): void => {
    if (holds) return
    const [first, ...rest] = values
    if (typeof first === 'string') serious.warn(`Assertion failed: ${first}`, ...rest)
    else serious.warn('Assertion failed', ...values)
  }
  const group = (...labels: unknown[]): void => {
    if (labels.length > 0) log(...labels)
  }
  return {
    log,
    info: at('INFO'),
    debug: at('DEBUG'),
    trace: at('TRACE'),
    ...serious,
    ...counters(log, now),
    assert,
    dir: (value: unknown, options?: object) => output.write(`${host.inspect(value, options)}\n`),
    dirxml: log,
    table: (data: unknown, columns?: readonly string[]) =>
      log(tableText(data, columns, value => host.inspect(value, CELL)) ?? data),
    group,
    groupCollapsed: group,
    groupEnd: () => {},
  }
}

/** How Node inspects what stands in a cell. */
const CELL = { maxArrayLength: 3, breakLength: Number.POSITIVE_INFINITY, depth: 0 }

function counters(log: (...values: unknown[]) => void, now: () => number): Record<string, unknown> {
  const counts = new Map<string, number>()
  const starts = new Map<string, number>()
  const elapsed = (label: string): string => `${(now() - (starts.get(label) ?? now())).toFixed(3)}ms`
  return {
    count: (label = 'default') => {
      counts.set(label, (counts.get(label) ?? 0) + 1)
      log(`${label}: ${counts.get(label)}`)
    },
    countReset: (label = 'default') => void counts.delete(label),
    time: (label = 'default') => void starts.set(label, now()),
    timeLog: (label = 'default', ...values: unknown[]) => log('%s: %s', label, elapsed(label), ...values),
    timeEnd: (label = 'default') => {
      log('%s: %s', label, elapsed(label))
      starts.delete(label)
    },
  }
}
