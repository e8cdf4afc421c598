/** One client's connection as the server has it: from its startup message to its end. */
import type { ConnectionEnd, ConnectionState } from '../events.ts'
import { QUERY_MS, START_SESSION_MS } from './latency.ts'
import {
  errorResponse,
  type FrontendMessage,
  FrontendReader,
  joined,
  queryMessage,
  type ServerError,
  sqlOf,
} from './protocol.ts'
import { SqlSession, type SqlSessions } from './sql-sessions.ts'
import { unsupported } from './unsupported.ts'

/** What a connection needs of the database it belongs to. */
export interface ConnectionParts {
  /** Asks for a slot: its number and what a session is greeted with, or why there is none. */
  admit(): { readonly number: number; readonly greeting: Uint8Array } | { readonly refusal: ServerError }
  readonly sessions: SqlSessions
  /** Resolves `ms` of virtual time later. */
  after(ms: number): Promise<void>
  /** Sends bytes to the client. */
  send(bytes: Uint8Array): void
  /** Closes the socket from the server's side. */
  hangUp(): void
  turned(number: number, state: ConnectionState): void
  /** The slot is free again. */
  ended(number: number, end: ConnectionEnd): void
}

/** Messages that end a request: Query, Sync, Flush, FunctionCall. */
const ENDS_REQUEST = new Set(['Q', 'S', 'H', 'F'])
/** SSLRequest's "yes". */
const SSL_ACCEPTED = Uint8Array.of('S'.charCodeAt(0))

/** A connection; what it is told it does in order. */
export class Connection {
  readonly #parts: ConnectionParts
  readonly #reader = new FrontendReader()
  readonly #session = new SqlSession()
  /** Null until it has a slot, and when it has given it back. */
  #number: number | null = null
  #request: Uint8Array[] = []
  #refusal: ServerError | null = null
  #turn: Promise<void> = Promise.resolve()
  #over = false

  constructor(parts: ConnectionParts) {
    this.#parts = parts
  }

  /** Takes what came from the client. */
  receive(bytes: Uint8Array): void {
    for (const message of this.#reader.push(bytes)) this.#take(message)
  }

  /** The client is gone: its slot is free when what it asked is through. */
  end(end: ConnectionEnd): void {
    if (this.#over) return
    this.#over = true
    const number = this.#number
    this.#number = null
    if (number === null) return
    this.#parts.ended(number, end)
    void this.#parts.sessions.end(this.#session)
  }

  /** The client is gone and the server does not know it: the slot stays taken. */
  lose(): void {
    if (this.#number !== null) this.#parts.turned(this.#number, 'lost')
  }

  #take(message: FrontendMessage): void {
    switch (message.kind) {
      case 'ssl':
        this.#parts.send(SSL_ACCEPTED)
        return
      case 'cancel':
        this.#parts.hangUp()
        return
      case 'startup':
        this.#then(() => this.#start())
        return
      case 'message':
        this.#add(message.type, message.bytes)
    }
  }

  #add(type: string, bytes: Uint8Array): void {
    if (type === 'X') {
      this.#then(async () => this.end('client'))
      return
    }
    this.#refusal ??= unsupported(sqlOf(type, bytes))
    this.#request.push(bytes)
    if (!ENDS_REQUEST.has(type)) return
    const request = joined(this.#request)
    const refusal = this.#refusal
    this.#request = []
    this.#refusal = null
    this.#then(() => this.#run(request, refusal))
  }

  #then(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work)
  }

  async #start(): Promise<void> {
    const admitted = this.#parts.admit()
    if ('number' in admitted) this.#number = admitted.number
    await this.#parts.after(START_SESSION_MS)
    if ('number' in admitted) this.#parts.send(admitted.greeting)
    else this.#fail(admitted.refusal)
  }

  async #run(request: Uint8Array, refusal: ServerError | null): Promise<void> {
    const number = this.#number
    if (number === null) return
    const { sessions } = this.#parts
    this.#parts.turned(number, sessions.mustWait(this.#session) ? 'waiting' : 'active')
    try {
      const answer = refusal === null ? await sessions.run(this.#session, request) : await this.#refuse(refusal)
      await this.#parts.after(QUERY_MS)
      if (this.#over) return
      this.#parts.turned(number, this.#session.status === 'I' ? 'idle' : 'idle in transaction')
      this.#parts.send(answer)
    } catch (error) {
      // Postgres's own words for a server that went down under its sessions.
      const message = `terminating connection because of crash of another server process (${String(error)})`
      this.#fail({ severity: 'FATAL', code: '57P02', message })
      this.end('crash')
    }
  }

  /** Fails in Postgres itself, so that a transaction that is open fails with it. */
  async #refuse({ code, message, hint = '' }: ServerError): Promise<Uint8Array> {
    const fields = `ERRCODE = '${code}', MESSAGE = ${quoted(message)}, HINT = ${quoted(hint)}`
    const raise = `DO $warmstart$ BEGIN RAISE EXCEPTION USING ${fields}; END $warmstart$`
    return this.#parts.sessions.run(this.#session, queryMessage(raise))
  }

  #fail(error: ServerError): void {
    this.#parts.send(errorResponse(error))
    this.#parts.hangUp()
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
