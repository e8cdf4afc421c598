/** `console` as Lambda's runtime client patches it (lambda-semantics 1.8): a time, the request id and a level before each text. */
import { tableText } from './console-table.ts'
import { asError, errorLogRecord, errorLogText, withoutGuestFrames } from './errors.ts'
import type { GuestHost } from './host.ts'
import type { Output } from './output.ts'

/** Log levels of Lambda's console (lambda-semantics 1.8). */
export type Level = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL'

/** How console lines are written: format, and the request they belong to. */
export interface LogSettings {
  readonly format: 'Text' | 'JSON'
  readonly tenantId: string | null
  /** What lines carry for a request id during init: `-`, on nodejs22.x `undefined` (lambda-semantics 1.8). */
  readonly idAtInit: '-' | 'undefined'
}

/** Taken before the function can change them. */
const RealDate = Date
const isoTime = Date.prototype.toISOString
const { stringify } = JSON

/** Levels that the JSON format leaves out: its log level is INFO unless one is set (AWS `monitoring-cloudwatchlogs-log-level`). */
const BELOW_INFO: readonly Level[] = ['TRACE', 'DEBUG']

/** Writes records at a level; the console and the runtime client's own error lines go through it. */
export class Logger {
  readonly #host: GuestHost
  readonly #output: Output
  readonly #now: () => number
  readonly #requestId: () => string | null
  settings: LogSettings = { format: 'Text', tenantId: null, idAtInit: '-' }

  constructor(host: GuestHost, output: Output, now: () => number, requestId: () => string | null) {
    this.#host = host
    this.#output = output
    this.#now = now
    this.#requestId = requestId
  }

  /** As the client's own methods, which take a first value whether one was given or not: no value is `undefined`. */
  log(level: Level, [message, ...others]: readonly unknown[]): void {
    if (this.settings.format === 'Text') this.#text(level, this.#format(message, ...others))
    else if (!BELOW_INFO.includes(level)) this.#output.record(this.#json(level, message, others))
  }

  /** `Invoke Error` and `Init Error` lines, of which the JSON format shows the error alone. */
  failure(title: string, thrown: unknown): void {
    if (this.settings.format === 'JSON') this.log('ERROR', [asError(thrown)])
    else this.#text('ERROR', `${title} \t${errorLogText(thrown)}`)
  }

  #text(level: Level, text: string): void {
    const { idAtInit } = this.settings
    this.#output.record(`${this.#time()}\t${this.#requestId() ?? idAtInit}\t${level}\t${text}`)
  }

  #format(...values: readonly unknown[]): string {
    return withoutGuestFrames(this.#host.format(...values))
  }

  #time(): string {
    return isoTime.call(new RealDate(this.#now()))
  }

  #json(level: Level, message: unknown, others: readonly unknown[]): string {
    const { tenantId, idAtInit } = this.settings
    const requestId = this.#requestId() ?? (idAtInit === '-' ? idAtInit : undefined)
    const head = { timestamp: this.#time(), level, requestId, ...(tenantId !== null && { tenantId }) }
    if (others.length === 0) return this.#jsonOf(head, message)
    const error = others.find(value => value instanceof Error)
    const record = { ...head, message: this.#format(message, ...others) }
    return stringify(error === undefined ? record : { ...record, ...errorLogRecord(error) })
  }

  /** A lone value is the message as it is, an error within it as an object. */
  #jsonOf(head: object, message: unknown): string {
    try {
      return stringify({ ...head, message }, errorsReadable)
    } catch {
      // Circular or otherwise unserialisable: its inspected text is what can be shown.
      return stringify({ ...head, message: this.#format(message) })
    }
  }
}

/** Errors show their class, message, stack and own properties instead of `{}`. */
function errorsReadable(_key: string, value: unknown): unknown {
  return value instanceof Error ? { ...errorLogRecord(value), ...value } : value
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
