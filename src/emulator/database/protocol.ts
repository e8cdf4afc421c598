/**
 * Postgres's messages, as far as the front reads and writes them
 * (postgresql.org/docs/current/protocol-message-formats.html). Texts of our own are ASCII.
 */

/** What a client sent: a request before the session, or a message of it. `bytes` is the whole of it. */
export type FrontendMessage =
  | { readonly kind: 'ssl' | 'cancel' | 'startup' }
  | { readonly kind: 'message'; readonly type: string; readonly bytes: Uint8Array }

const SSL_REQUEST = 80_877_103
const GSS_REQUEST = 80_877_104
const CANCEL_REQUEST = 80_877_102
const INT_BYTES = 4
const HEADER_BYTES = 5

/** Cuts what comes over a socket into messages. */
export class FrontendReader {
  #rest = new Uint8Array()
  #started = false

  /** The messages that these bytes complete. */
  push(bytes: Uint8Array): FrontendMessage[] {
    this.#rest = joined([this.#rest, bytes])
    const messages: FrontendMessage[] = []
    for (let next = this.#next(); next !== null; next = this.#next()) messages.push(next)
    return messages
  }

  #next(): FrontendMessage | null {
    const prefix = this.#started ? 1 : 0
    if (this.#rest.length < prefix + INT_BYTES) return null
    const length = prefix + intAt(this.#rest, prefix)
    if (this.#rest.length < length) return null
    const bytes = this.#rest.slice(0, length)
    this.#rest = this.#rest.slice(length)
    if (this.#started) return { kind: 'message', type: String.fromCharCode(bytes[0] ?? 0), bytes }
    return this.#request(intAt(bytes, INT_BYTES))
  }

  #request(code: number): FrontendMessage {
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'ssl' }
    if (code === CANCEL_REQUEST) return { kind: 'cancel' }
    this.#started = true
    return { kind: 'startup' }
  }
}

/** The messages that stand one after another in `all`, by type; each a part of it. */
export function* messagesOf(all: Uint8Array): Generator<readonly [type: string, bytes: Uint8Array]> {
  for (let at = 0; at + HEADER_BYTES <= all.length; ) {
    const end = at + 1 + intAt(all, at + 1)
    yield [String.fromCharCode(all[at] ?? 0), all.subarray(at, end)]
    at = end
  }
}

/** A transaction as ReadyForQuery says it: none, open, failed. */
export type TransactionStatus = 'I' | 'T' | 'E'

/** What a server's answer says of the session: its last status, whether anything failed, whether a statement was kept. */
export interface AnswerSummary {
  /** Null where the answer ends without ReadyForQuery. */
  readonly status: TransactionStatus | null
  readonly failed: boolean
  readonly parsed: boolean
}

/** Reads a server's answer. */
export function summaryOf(answer: Uint8Array): AnswerSummary {
  let status: TransactionStatus | null = null
  let failed = false
  let parsed = false
  for (const [type, bytes] of messagesOf(answer)) {
    if (type === 'E') failed = true
    if (type === '1') parsed = true
    if (type === 'Z') status = statusOf(bytes[HEADER_BYTES] ?? 0)
  }
  return { status, failed, parsed }
}

function statusOf(code: number): TransactionStatus {
  const letter = String.fromCharCode(code)
  return letter === 'T' || letter === 'E' ? letter : 'I'
}

/** Fields of an ErrorResponse. */
export interface ServerError {
  readonly severity: 'ERROR' | 'FATAL'
  /** SQLSTATE. */
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** An ErrorResponse. */
export function errorResponse({ severity, code, message, hint }: ServerError): Uint8Array {
  const fields = [
    `S${severity}`,
    `V${severity}`,
    `C${code}`,
    `M${message}`,
    ...(hint === undefined ? [] : [`H${hint}`]),
  ]
  return framed('E', [...fields.map(terminated), Uint8Array.of(0)])
}

/** A simple query. */
export function queryMessage(sql: string): Uint8Array {
  return framed('Q', [terminated(sql)])
}

/** The greeting of a session with its own process number: BackendKeyData is what differs from session to session. */
export function greetingOf(greeting: Uint8Array, processId: number): Uint8Array {
  const own = greeting.slice()
  for (const [type, bytes] of messagesOf(own)) {
    if (type === 'K') bytes.set(bigEndian(processId), HEADER_BYTES)
  }
  return own
}

/** The SQL of a Query or Parse message, its characters beyond ASCII as bytes; empty for any other. */
export function sqlOf(type: string, bytes: Uint8Array): string {
  if (type === 'Q') return textAt(bytes, HEADER_BYTES)
  return type === 'P' ? textAt(bytes, HEADER_BYTES + textAt(bytes, HEADER_BYTES).length + 1) : ''
}

/** The name of the statement that a Parse message keeps; empty for the unnamed one. */
export function statementName(bytes: Uint8Array): string {
  return textAt(bytes, HEADER_BYTES)
}

/** Bytes one after another. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function textAt(bytes: Uint8Array, from: number): string {
  const end = bytes.indexOf(0, from)
  let text = ''
  for (let at = from; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0)
  return text
}

function framed(type: string, parts: readonly Uint8Array[]): Uint8Array {
  const body = joined(parts)
  return joined([Uint8Array.of(type.charCodeAt(0)), bigEndian(body.length + INT_BYTES), body])
}

const terminated = (text: string): Uint8Array => Uint8Array.from([...text, '\0'], letter => letter.charCodeAt(0))

function bigEndian(value: number): Uint8Array {
  const bytes = new Uint8Array(INT_BYTES)
  new DataView(bytes.buffer).setInt32(0, value)
  return bytes
}

function intAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getInt32(at)
}
