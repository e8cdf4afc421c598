/**
 * The stream that a streaming handler writes its response to (lambda-semantics 1.2 #31). The surface is that of
 * aws-lambda-ric 4.0.2, which hands out a wrapped HTTP request: these methods and properties and no others. What is
 * written is kept here and reported whole; the pace is Lambda's, so that `drain`, `finish` and backpressure come as there.
 */
import type { StreamedResponse } from '../emulator/sandbox.ts'
import { RuntimeError } from './errors.ts'
import type { GuestHost } from './host.ts'
import { nodeError } from './node-error.ts'

/** Bytes that wait before `write` says false; Node's own, of a request and of its socket. */
const HIGH_WATER_MARK = 65_536
const DEFAULT_CONTENT_TYPE = 'application/octet-stream'

/** What a streamed response may hold, and its pace: 2 MB a second after the first 6 MB (lambda-semantics 1.2 #31). */
const UNPACED_BYTES = 6_291_456
const BYTES_PER_MS = 2_097_152 / 1_000
/** Bytes that are kept of a buffered and of a streamed response; what goes beyond is counted, and refused by the emulator. */
const KEPT_BYTES = { buffered: 6_291_556, streamed: 209_715_200 } as const

/** What a stream is made with. */
export interface ResponseStreamParts {
  readonly host: GuestHost
  /** Bytes from `streamifyResponse`, which the client gives to the socket alone; undefined for Node's own. */
  readonly highWaterMark: number | undefined
  /** True where the caller reads while it is written: then it is paced. */
  readonly paced: boolean
  /** Calls back after `ms` of virtual time. */
  wait(ms: number, callback: () => void): void
}

/** Node's Buffer as far as it is used here. */
interface Bytes extends Uint8Array {
  toString(encoding?: string): string
  equals(other: Uint8Array): boolean
}
interface BufferMaker {
  from(data: string | Uint8Array, encoding?: string): Bytes
  concat(pieces: readonly Uint8Array[]): Bytes
}
interface Emitter {
  emit(event: string, ...values: unknown[]): boolean
}
type Done = (error?: unknown) => void

/** Methods of the emitter that the function sees. */
const EMITTER_METHODS = [
  ...['addListener', 'on', 'once', 'prependListener', 'prependOnceListener', 'off', 'removeListener'],
  ...['removeAllListeners', 'setMaxListeners', 'getMaxListeners', 'listeners', 'rawListeners', 'listenerCount'],
  ...['eventNames', 'emit'],
]

/** What one invocation writes. */
export class ResponseStream {
  /** What the handler gets. */
  readonly face: object
  /** Resolves when the response is finished; rejects when the stream broke. */
  readonly finished: Promise<void>
  readonly #parts: ResponseStreamParts
  readonly #emitter: Emitter
  readonly #pieces: Uint8Array[] = []
  readonly #callbacks: Done[] = []
  #settle: { resolve: () => void; reject: (error: unknown) => void } = { resolve: () => {}, reject: () => {} }
  #contentType = DEFAULT_CONTENT_TYPE
  #beforeFirstWrite: unknown
  #written = false
  #bytes = 0
  #waiting = 0
  #needsDrain = false
  #flushing = false
  #ended = false
  #done = false
  #destroyed = false
  #corked = 0
  /** The client's request has a socket: not before the next tick. */
  #hasSocket = false

  constructor(parts: ResponseStreamParts) {
    this.#parts = parts
    parts.host.nextTick(() => {
      this.#hasSocket = true
    })
    this.#emitter = emitterOf(parts.host)
    this.finished = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
    // Waited for only after the handler settled: until then a broken stream is nobody's lost rejection.
    this.finished.catch(() => {})
    this.face = this.#makeFace()
  }

  /** True once `end` was called. */
  get isEnded(): boolean {
    return this.#ended
  }

  /** What was written. */
  response(): StreamedResponse {
    const bytes = buffers().concat(this.#pieces)
    const text = bytes.toString('utf8')
    const isText = buffers().from(text, 'utf8').equals(bytes)
    return {
      contentType: this.#contentType,
      body: isText ? text : bytes.toString('base64'),
      isBase64Encoded: !isText,
      bytes: this.#bytes,
    }
  }

  #makeFace(): object {
    const face: object = {
      write: (chunk: unknown, encoding?: unknown, callback?: unknown) => this.#write(chunk, encoding, callback),
      end: (chunk?: unknown, encoding?: unknown, callback?: unknown) => this.#end(chunk, encoding, callback),
      destroy: (error?: unknown) => this.#destroy(error),
      cork: () => void this.#corked++,
      uncork: () => {
        this.#corked = Math.max(0, this.#corked - 1)
      },
      setContentType: (type: unknown) => this.#setContentType(type),
    }
    for (const name of EMITTER_METHODS) {
      const method: unknown = Reflect.get(this.#emitter, name)
      if (typeof method === 'function') Reflect.set(face, name, method.bind(this.#emitter))
    }
    const read: Record<string, () => unknown> = {
      destroyed: () => this.#destroyed,
      writableFinished: () => this.#done,
      writableObjectMode: () => false,
      writableEnded: () => this.#ended,
      writableNeedDrain: () => this.#needsDrain,
      writableHighWaterMark: () => this.#highWaterMark,
      writableCorked: () => this.#corked,
      writableLength: () => this.#waiting,
      writable: () => !this.#ended && !this.#destroyed,
    }
    for (const [name, get] of Object.entries(read)) Object.defineProperty(face, name, { get })
    return Object.defineProperty(face, '_onBeforeFirstWrite', {
      get: () => this.#beforeFirstWrite,
      set: (callback: unknown) => {
        this.#beforeFirstWrite = callback
      },
    })
  }

  get #highWaterMark(): number {
    return (this.#hasSocket ? this.#parts.highWaterMark : undefined) ?? HIGH_WATER_MARK
  }

  #setContentType(type: unknown): void {
    if (this.#written) {
      throw new RuntimeError('Runtime.InvalidStreamingOperation', 'Cannot set content-type, too late.')
    }
    this.#contentType = String(type)
  }

  #write(chunk: unknown, encoding: unknown, callback: unknown): boolean {
    refuseNothing(chunk)
    const done = typeof encoding === 'function' ? encoding : callback
    const data = isData(chunk) ? chunk : JSON.stringify(chunk)
    if (!this.#written && typeof this.#beforeFirstWrite === 'function') {
      Reflect.apply(this.#beforeFirstWrite, this.face, [(piece: string | Uint8Array) => this.#take(piece, undefined)])
    }
    this.#written = true
    if (this.#ended || this.#destroyed) return this.#refuse(done)
    this.#take(data, typeof encoding === 'string' ? encoding : undefined)
    if (typeof done === 'function') this.#callbacks.push(error => void Reflect.apply(done, undefined, [error]))
    this.#flushSoon()
    this.#needsDrain = this.#waiting >= this.#highWaterMark
    return !this.#needsDrain
  }

  /** Not through `write`: the client binds the request's own `end`, so nothing is put before a first piece here. */
  #end(chunk: unknown, encoding: unknown, callback: unknown): object {
    const done = [chunk, encoding, callback].find(each => typeof each === 'function')
    if (this.#ended || this.#destroyed) return this.face
    if (isData(chunk)) this.#take(chunk, typeof encoding === 'string' ? encoding : undefined)
    this.#written = true
    this.#ended = true
    if (typeof done === 'function') this.#callbacks.push(() => void Reflect.apply(done, undefined, []))
    this.#flushSoon()
    return this.face
  }

  #destroy(error: unknown): object {
    if (this.#destroyed) return this.face
    this.#destroyed = true
    const reason = error ?? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
    this.#settle.reject(reason)
    this.#parts.host.hop(() => {
      if (error !== undefined && error !== null && count(this.#emitter, 'error') > 0) this.#emitter.emit('error', error)
      this.#emitter.emit('close')
    })
    return this.face
  }

  #refuse(done: unknown): boolean {
    const error = nodeError(Error, 'write after end', { code: 'ERR_STREAM_WRITE_AFTER_END' })
    const { host } = this.#parts
    const tell = (): void => {
      if (count(this.#emitter, 'error') > 0) this.#emitter.emit('error', error)
    }
    host.nextTick(() => {
      if (typeof done === 'function') Reflect.apply(done, undefined, [error])
      tell()
      // AWS's client destroys the request, which tells it again, and rejects a promise of its own that nobody waits for:
      // a lost error, which ends the runtime.
      host.nextTick(tell)
      Promise.reject(error)
      host.hop(() => host.hop(() => this.#settle.reject(error)))
    })
    return false
  }

  #take(data: string | Uint8Array, encoding: string | undefined): void {
    const piece = buffers().from(data, encoding)
    const room = (this.#parts.paced ? KEPT_BYTES.streamed : KEPT_BYTES.buffered) - this.#bytes
    if (room > 0) this.#pieces.push(piece.subarray(0, room))
    this.#bytes += piece.byteLength
    this.#waiting += piece.byteLength
  }

  #flushSoon(): void {
    if (this.#flushing) return
    this.#flushing = true
    const bytes = this.#waiting
    const callbacks = this.#callbacks.splice(0)
    const slow = this.#parts.paced ? Math.min(bytes, this.#bytes - UNPACED_BYTES) : 0
    const flush = (): void => this.#flush(bytes, callbacks)
    if (slow > 0) this.#parts.wait(slow / BYTES_PER_MS, flush)
    else this.#parts.host.hop(flush)
  }

  #flush(bytes: number, callbacks: readonly Done[]): void {
    this.#flushing = false
    if (this.#destroyed) return
    this.#waiting -= bytes
    const needed = this.#needsDrain && this.#waiting === 0
    if (needed) this.#needsDrain = false
    // What was written meanwhile goes next.
    if (this.#waiting > 0 || this.#callbacks.length > 0) this.#flushSoon()
    for (const callback of callbacks) callback()
    if (needed && !this.#ended) this.#emitter.emit('drain')
    if (!this.#ended || this.#flushing || this.#done) return
    this.#done = true
    this.#emitter.emit('finish')
    this.#emitter.emit('close')
    this.#settle.resolve()
  }
}

/** The client reads a length first, whatever it is given: of null and undefined there is none. */
function refuseNothing(chunk: unknown): void {
  if (chunk === null || chunk === undefined)
    throw new TypeError(`Cannot read properties of ${chunk} (reading 'length')`)
}

function isData(chunk: unknown): chunk is string | Uint8Array {
  return typeof chunk === 'string' || chunk instanceof Uint8Array
}

function count(emitter: Emitter, event: string): number {
  return Number(Reflect.apply(Reflect.get(emitter, 'listenerCount'), emitter, [event]))
}

function emitterOf(host: GuestHost): Emitter {
  const emitter = new host.EventEmitter()
  if ('emit' in emitter && typeof emitter.emit === 'function') {
    // Just looked at; TypeScript keeps no signature of it.
    return emitter as Emitter
  }
  throw new TypeError('The host handed in an EventEmitter without emit')
}

function buffers(): BufferMaker {
  // Node's own, or the host's stand-in: a global in either.
  return Reflect.get(globalThis, 'Buffer')
}
