/**
 * Many sessions on a Postgres that has one. Requests run one after another; a session in a transaction keeps Postgres
 * until that ends, so that others wait for it where a real server would let them go on (FIDELITY.md). What a session has
 * set with SET or PREPARE is put in place again when its turn comes.
 */
import type { Clock } from '../clock.ts'
import type { Postgres } from './postgres.ts'
import {
  joined,
  messagesOf,
  queryMessage,
  sqlOf,
  statementName,
  summaryOf,
  type TransactionStatus,
} from './protocol.ts'

/** One session: where its transaction stands, and what it has set. */
export class SqlSession {
  status: TransactionStatus = 'I'
  /** Messages that bring its settings and named statements back, by their text: one said again counts from then. */
  readonly set = new Map<string, Uint8Array>()
  /** True between a Flush and the Sync after it: a statement may be half read. */
  unfinished = false

  /** True while nobody else may use Postgres. */
  get holds(): boolean {
    return this.status !== 'I' || this.unfinished
  }
}

interface Job {
  readonly session: SqlSession
  readonly messages: Uint8Array
  readonly resolve: (answer: Uint8Array) => void
  readonly reject: (error: unknown) => void
}

/** Takes turns. */
export class SqlSessions {
  readonly #clock: Clock
  readonly #postgres: Postgres
  readonly #jobs: Job[] = []
  #busy = false
  #holder: SqlSession | null = null
  /** Whose settings are in place. */
  #current: SqlSession | null = null

  constructor(clock: Clock, postgres: Postgres) {
    this.#clock = clock
    this.#postgres = postgres
  }

  /** True where a request of `session` would wait for another's transaction. */
  mustWait(session: SqlSession): boolean {
    return this.#holder !== null && this.#holder !== session
  }

  /** Runs a client's messages in its session. Rejects only where Postgres itself is lost. */
  run(session: SqlSession, messages: Uint8Array): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({ session, messages, resolve, reject })
      this.#pump()
    })
  }

  /** The session is over: what it had open is rolled back. */
  async end(session: SqlSession): Promise<void> {
    // What it still asks comes first, as the server reads it before it notices.
    if (session.holds || this.#jobs.some(job => job.session === session)) {
      await this.run(session, queryMessage('ROLLBACK'))
    }
  }

  #pump(): void {
    if (this.#busy) return
    const index = this.#holder === null ? 0 : this.#jobs.findIndex(({ session }) => session === this.#holder)
    const [job] = index < 0 ? [] : this.#jobs.splice(index, 1)
    if (job !== undefined) void this.#carryOut(job)
  }

  async #carryOut({ session, messages, resolve, reject }: Job): Promise<void> {
    this.#busy = true
    // Real work: time may not jump over it.
    const runner = this.#clock.runner(() => {})
    try {
      await this.#enter(session)
      const answer = await this.#postgres.exchange(messages, this.#clock.now())
      this.#note(session, messages, answer)
      resolve(answer)
    } catch (error) {
      reject(error)
    } finally {
      this.#busy = false
      this.#pump()
      runner.end()
    }
  }

  /** Puts a session's settings in the place of another's. */
  async #enter(session: SqlSession): Promise<void> {
    const before = this.#current
    this.#current = session
    if (before === session) return
    const reset = before !== null && before.set.size > 0 ? [queryMessage('DISCARD ALL')] : []
    for (const message of [...reset, ...session.set.values()]) await this.#postgres.exchange(message, this.#clock.now())
  }

  #note(session: SqlSession, messages: Uint8Array, answer: Uint8Array): void {
    const { status, failed, parsed } = summaryOf(answer)
    session.status = status ?? session.status
    session.unfinished = status === null
    this.#holder = session.holds ? session : null
    if (!failed) keepSettings(session, messages, parsed)
  }
}

/** SET and PREPARE last as long as the session; SET LOCAL and SET TRANSACTION do not. */
const SETTING = /^\s*(set\s+(?!local\b|transaction\b|constraints\b)|reset\b|prepare\s+(?!transaction\b)|deallocate\b)/i
const DISCARD = /^\s*(discard\s+all|reset\s+all)\b/i

function keepSettings(session: SqlSession, messages: Uint8Array, parsed: boolean): void {
  for (const [type, bytes] of messagesOf(messages)) {
    const sql = sqlOf(type, bytes)
    if (DISCARD.test(sql)) session.set.clear()
    else if (SETTING.test(sql)) keep(session, sql, queryMessage(sql))
    else if (type === 'P' && parsed && statementName(bytes) !== '') {
      keep(session, `${statementName(bytes)}\0${sql}`, joined([bytes, SYNC]))
    }
  }
}

function keep({ set }: SqlSession, text: string, message: Uint8Array): void {
  set.delete(text)
  set.set(text, message)
}

const SYNC = Uint8Array.of('S'.charCodeAt(0), 0, 0, 0, 4)
