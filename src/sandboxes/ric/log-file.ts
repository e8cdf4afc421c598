/**
 * What a guest printed. Standard output, standard error and the client's own log records go into one file, so that
 * their order is kept and all of it is there when the client speaks. Records come in frames, as Lambda's runtimes send
 * them to the platform (`_LAMBDA_TELEMETRY_LOG_FD`): type, length and time, then the text.
 */
import { closeSync, openSync, readSync } from 'node:fs'

/** One record of the log stream. `time` is the guest's epoch ms; null for raw output, which carries none. */
export interface LogRecord {
  readonly line: string
  readonly time: number | null
}

/** First three bytes of a frame's type, `0xa55a00…`: text never has them. */
const FRAME_MAGIC = 0xa55a00
const FRAME_MAGIC_BYTES = 3
const HEADER_BYTES = 16
const LENGTH_AT = 4
const TIME_AT = 8
const US_PER_MS = 1_000
const CHUNK_BYTES = 65_536
const NEWLINE = 0x0a

/** Reads a guest's log file as far as it has been written. */
export class LogFile {
  readonly #file: number
  #position = 0
  #rest: Buffer = Buffer.alloc(0)

  /** Makes the file at `path`. */
  constructor(path: string) {
    this.#file = openSync(path, 'a+', 0o666)
  }

  /** For a child's standard output and standard error. */
  get descriptor(): number {
    return this.#file
  }

  /** Records that were finished since the last call; at the `end` an unfinished line too. */
  read(end: boolean): LogRecord[] {
    const bytes = Buffer.concat([this.#rest, ...this.#chunks()])
    const { records, rest } = recordsIn(bytes)
    this.#rest = end ? Buffer.alloc(0) : rest
    if (end && rest.length > 0) records.push({ line: rest.toString('utf8'), time: null })
    return records
  }

  close(): void {
    closeSync(this.#file)
  }

  *#chunks(): Generator<Buffer> {
    for (;;) {
      const chunk = Buffer.alloc(CHUNK_BYTES)
      const length = readSync(this.#file, chunk, 0, CHUNK_BYTES, this.#position)
      if (length === 0) return
      this.#position += length
      yield chunk.subarray(0, length)
    }
  }
}

function recordsIn(bytes: Buffer): { records: LogRecord[]; rest: Buffer } {
  const records: LogRecord[] = []
  let at = 0
  while (at < bytes.length) {
    const found = isFrame(bytes, at) ? frameAt(bytes, at) : lineAt(bytes, at)
    if (found === null) break
    records.push(found.record)
    at = found.next
  }
  return { records, rest: bytes.subarray(at) }
}

const isFrame = (bytes: Buffer, at: number): boolean =>
  bytes.length >= at + FRAME_MAGIC_BYTES && bytes.readUIntBE(at, FRAME_MAGIC_BYTES) === FRAME_MAGIC

interface Found {
  readonly record: LogRecord
  readonly next: number
}

function frameAt(bytes: Buffer, at: number): Found | null {
  if (bytes.length < at + HEADER_BYTES) return null
  const next = at + HEADER_BYTES + bytes.readInt32BE(at + LENGTH_AT)
  if (bytes.length < next) return null
  const text = bytes.toString('utf8', at + HEADER_BYTES, next)
  const time = Number(bytes.readBigInt64BE(at + TIME_AT)) / US_PER_MS
  return { record: { line: text.replace(/\n$/, ''), time }, next }
}

/** Raw output is a record a line; a frame that begins in mid-line ends it. */
function lineAt(bytes: Buffer, at: number): Found | null {
  for (let end = at; end < bytes.length; end++) {
    if (bytes[end] === NEWLINE) return { record: { line: bytes.toString('utf8', at, end), time: null }, next: end + 1 }
    if (end > at && isFrame(bytes, end))
      return { record: { line: bytes.toString('utf8', at, end), time: null }, next: end }
  }
  return null
}
