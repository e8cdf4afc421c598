/** A database for tests: a Postgres that remembers what it was asked, time that jumps, clients that remember what came. */
import { type Clock, createClock } from '../clock.ts'
import type { EventBody } from '../events.ts'
import type { SocketNews } from '../sandbox.ts'
import { handTime } from '../scripted-sandboxes.ts'
import type { DatabaseConfiguration } from './configuration.ts'
import { DATABASE_HOST, DATABASE_PORT, Database } from './database.ts'
import type { DatabaseClient } from './database-client.ts'
import { ROUND_TRIP_MS, START_SESSION_MS } from './latency.ts'
import type { Postgres } from './postgres.ts'
import { errorResponse, joined, queryMessage, sqlOf, type TransactionStatus } from './protocol.ts'

const STARTUP = Uint8Array.of(0, 0, 0, 8, 0, 3, 0, 0)
const PARSE_COMPLETE = Uint8Array.of('1'.charCodeAt(0), 0, 0, 0, 4)
const latin = (bytes: Uint8Array): string => Array.from(bytes, byte => String.fromCharCode(byte)).join('')
const ready = (status: TransactionStatus): Uint8Array => Uint8Array.of(90, 0, 0, 0, 5, status.charCodeAt(0))

/** A Postgres that knows BEGIN, COMMIT and ROLLBACK, fails at `fail`, and breaks down at `break`. */
export class ScriptedPostgres implements Postgres {
  /** The SQL of each exchange, in order. */
  readonly asked: string[] = []
  closed = false
  #status: TransactionStatus = 'I'

  async open(_now: number, progress: (loaded: number, total: number) => void): Promise<Uint8Array> {
    progress(5, 10)
    return joined([Uint8Array.of(75, 0, 0, 0, 12, 0, 0, 0, 1, 0, 0, 0, 2), ready('I')])
  }

  async exchange(messages: Uint8Array): Promise<Uint8Array> {
    const type = String.fromCharCode(messages[0] ?? 0)
    const sql = sqlOf(type, messages)
    this.asked.push(sql)
    if (sql === 'break') throw new Error('out of memory')
    const failed = sql === 'fail' || sql.startsWith('DO $warmstart$')
    if (sql === 'BEGIN') this.#status = 'T'
    else if (sql === 'COMMIT' || sql === 'ROLLBACK') this.#status = 'I'
    else if (failed && this.#status === 'T') this.#status = 'E'
    const failure = errorResponse({ severity: 'ERROR', code: '22012', message: sql })
    // A Flush asks for no word of the transaction.
    const flushed = messages.at(-5) === 'H'.charCodeAt(0)
    return joined([
      ...(type === 'P' ? [PARSE_COMPLETE] : []),
      ...(failed ? [failure] : []),
      ...(flushed ? [] : [ready(this.#status)]),
    ])
  }

  async close(): Promise<void> {
    this.closed = true
  }
}

/** A client's socket, and what came to it: texts of bytes, else the kind of news. */
export interface SocketUnderTest {
  readonly heard: string[]
  readonly client: DatabaseClient
  /** Sends a simple query. */
  query(sql: string): void
  send(bytes: Uint8Array): void
}

/** An open database. */
export async function databaseUnderTest(configuration: DatabaseConfiguration = { instance: 'db.t4g.micro' }) {
  const clock = createClock({ host: handTime(setImmediate), origin: 0, mode: 'stepping' })
  const postgres = new ScriptedPostgres()
  const told: (EventBody & { readonly at: number })[] = []
  const emit = (body: EventBody): void => void told.push({ ...body, at: clock.now() })
  const database = new Database({ clock, emit, configuration, postgres })
  await database.open()
  const socket = (environment: string, host = DATABASE_HOST, port = DATABASE_PORT): SocketUnderTest => {
    const heard: string[] = []
    const client = database.client(environment, ({ news }) => heard.push(textOf(news)))
    client.take(1, { kind: 'connect', host, port })
    const send = (bytes: Uint8Array): void => client.take(1, { kind: 'write', bytes })
    return { heard, client, send, query: sql => send(queryMessage(sql)) }
  }
  const session = async (environment: string): Promise<SocketUnderTest> => {
    const opened = socket(environment)
    opened.send(STARTUP)
    // What falls due with the skip comes after it.
    await pass(clock, ROUND_TRIP_MS + START_SESSION_MS + 1)
    return opened
  }
  return { database, postgres, clock, told, socket, session, pass: (ms: number) => pass(clock, ms) }
}

function pass(clock: Clock, ms: number): Promise<void> {
  return clock.skip(ms, true)
}

function textOf(news: SocketNews): string {
  if (news.kind === 'data') return latin(news.bytes)
  return news.kind === 'failed' ? news.code : news.kind
}
