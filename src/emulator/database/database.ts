/**
 * The database of an account: an RDS instance as its clients meet it. It counts connections, refuses what is too many,
 * keeps those of frozen environments and finds out late about those that are gone. SQL is run by a real Postgres.
 */
import type { Clock } from '../clock.ts'
import type { EventBody } from '../events.ts'
import { Refused } from '../refusals.ts'
import type { SocketAnswer } from '../sandbox.ts'
import type { DatabaseConfiguration } from './configuration.ts'
import { Connection, type ConnectionParts } from './connection.ts'
import { DatabaseClient, type Reach } from './database-client.ts'
import type { Postgres } from './postgres.ts'
import { greetingOf } from './protocol.ts'
import { Slots } from './slots.ts'
import { SqlSessions } from './sql-sessions.ts'

/** The instance's endpoint; every account here has the same. */
export const DATABASE_HOST = 'app.c0ffee123456.ap-northeast-1.rds.amazonaws.com'
/** Postgres's port. */
export const DATABASE_PORT = 5_432

/** Postgres numbers its processes; the first of ours. */
const FIRST_PROCESS = 1_000

interface Opened {
  readonly greeting: Uint8Array
  readonly sessions: SqlSessions
  readonly slots: Slots
}

/** What the database is given: time, the list of events, what the account says, and a Postgres of the home. */
export interface DatabaseParts {
  readonly clock: Clock
  readonly emit: (body: EventBody) => void
  /** Null where the account has none. */
  readonly configuration: DatabaseConfiguration | null
  /** Null where the home has none. */
  readonly postgres: Postgres | null
}

/** The database of one emulator. */
export class Database {
  readonly #parts: DatabaseParts
  #opening: Promise<Opened> | null = null
  #opened: Opened | null = null
  #next = 1

  constructor(parts: DatabaseParts) {
    this.#parts = parts
  }

  /** True once it was started. */
  get isOpen(): boolean {
    return this.#opening !== null
  }

  /** Starts it, once. Throws `Refused` where the engine has no Postgres. */
  async open(): Promise<void> {
    const { configuration, postgres } = this.#parts
    if (configuration === null) return
    if (postgres === null) throw noPostgres()
    this.#opening ??= this.#open(configuration, postgres)
    await this.#opening
  }

  async #open(configuration: DatabaseConfiguration, postgres: Postgres): Promise<Opened> {
    const { clock, emit } = this.#parts
    const slots = new Slots(configuration)
    emit({ type: 'database-created', instance: configuration.instance, maxConnections: slots.max })
    const greeting = await postgres.open(clock.now(), (loaded, total) =>
      emit({ type: 'database-loading', loaded, total }),
    )
    this.#opened = { greeting, slots, sessions: new SqlSessions(clock, postgres) }
    emit({ type: 'database-available' })
    return this.#opened
  }

  /** Ends Postgres. */
  async close(): Promise<void> {
    if (this.#opening === null) return
    await this.#parts.postgres?.close()
  }

  /** The sockets of one runtime of `environment`; what comes to them is handed to `hand`. */
  client(environment: string, hand: (answer: SocketAnswer) => void): DatabaseClient {
    return new DatabaseClient({
      clock: this.#parts.clock,
      reach: (host, port) => this.#reach(host, port),
      open: socket => this.#connection(environment, socket),
      hand,
    })
  }

  #reach(host: string, port: number): Reach {
    if (host === 'localhost' || host === '127.0.0.1' || host === '::1') return 'ECONNREFUSED'
    if (this.#opened === null || host !== DATABASE_HOST) return 'ENOTFOUND'
    return port === DATABASE_PORT ? 'reached' : 'ECONNREFUSED'
  }

  #connection(environment: string, socket: Pick<ConnectionParts, 'send' | 'hangUp'>): Connection {
    const { clock, emit } = this.#parts
    const opened = this.#opened
    if (opened === null) throw new Error('A connection came before the database was open')
    return new Connection({
      ...socket,
      sessions: opened.sessions,
      after: ms => new Promise(resolve => void clock.at(clock.now() + ms, resolve)),
      admit: () => this.#admit(environment, opened),
      turned: (connection, state) => emit({ type: 'connection-turned', connection, state }),
      ended: (connection, end) => {
        opened.slots.free()
        emit({ type: 'connection-closed', connection, end })
      },
    })
  }

  #admit(environment: string, { slots, greeting }: Opened): ReturnType<ConnectionParts['admit']> {
    const refusal = slots.take()
    if (refusal !== null) {
      const { code, message } = refusal
      this.#parts.emit({ type: 'connection-refused', environment, sqlState: code, message })
      return { refusal }
    }
    const number = this.#next++
    this.#parts.emit({ type: 'connection-opened', environment, connection: number })
    return { number, greeting: greetingOf(greeting, FIRST_PROCESS + number) }
  }
}

function noPostgres(): Refused {
  return new Refused({
    type: 'ResourceNotFoundException',
    statusCode: 404,
    message: 'This engine has no Postgres: the account’s database cannot be started.',
    key: 'account.database',
    hint: 'Use the embedded engine, or Node.',
  })
}
