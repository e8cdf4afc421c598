/**
 * The sockets of one runtime: a stand-in for `net` and `tls`, as much of them as a client of a database uses. What a
 * socket does goes up as a report, what comes to it comes down as an answer from outside; across a freeze it waits.
 */
import type { SocketAnswer, SocketNews, SocketRequest } from '../emulator/sandbox.ts'
import type { GuestHost } from './host.ts'

/** What a socket needs of what it belongs to. */
interface SocketParts {
  readonly host: GuestHost
  send(socket: number, request: SocketRequest): void
  open(socket: GuestSocket): number
  close(number: number): void
  emitter(): Emitter
  /** Node's Buffer, which every host puts in place before the function's code. */
  readonly Buffer: BufferMaker
}

type Listener = (...values: never[]) => void

/** What is used of Node's EventEmitter. */
interface Emitter {
  emit(event: string, ...values: unknown[]): boolean
  on(event: string, listener: Listener): unknown
  once(event: string, listener: Listener): unknown
  removeListener(event: string, listener: Listener): unknown
}

/** What is used of Node's Buffer. */
interface BufferMaker {
  from(value: string, encoding?: string): Uint8Array
  from(value: ArrayBufferLike, offset: number, length: number): Uint8Array
}

/** libuv's numbers of errors on Linux, which Node gives beside their names. */
const ERRNO = { ECONNREFUSED: -111, ENOTFOUND: -3008 } as const

/** The sockets of one runtime. */
export class Sockets {
  readonly #open = new Map<number, GuestSocket>()
  readonly #host: GuestHost
  readonly #now: () => number
  #next = 1

  constructor(host: GuestHost, now: () => number) {
    this.#host = host
    this.#now = now
  }

  /** True while a socket that keeps the event loop alive is open. */
  get waiting(): boolean {
    return [...this.#open.values()].some(socket => socket.keepsAlive)
  }

  /** Hands news to its socket. */
  take({ socket, news }: SocketAnswer): void {
    this.#open.get(socket)?.take(news)
  }

  /** `net` and `tls` by name. Made when Node's globals are in place. */
  modules(): readonly (readonly [string, object])[] {
    const parts = this.#parts()
    class Socket extends GuestSocket {
      constructor() {
        super(parts)
      }
    }
    const connect = (...where: Parameters<GuestSocket['connect']>) => new Socket().connect(...where)
    const net = { Socket, Stream: Socket, connect, createConnection: connect, isIP, isIPv4, isIPv6 }
    const secured = ({ socket }: { socket: GuestSocket }) => {
      this.#host.nextTick(() => socket.emit('secureConnect'))
      return socket
    }
    return [
      ['net', net],
      ['tls', { connect: secured }],
    ]
  }

  #parts(): SocketParts {
    const host = this.#host
    // The host's EventEmitter is Node's or the package `events`; both have these members.
    const EventEmitter = host.EventEmitter as new () => Emitter
    const { Buffer } = globalThis as unknown as { readonly Buffer: BufferMaker }
    return {
      host,
      Buffer,
      emitter: () => new EventEmitter(),
      send: (socket, request) => host.post({ type: 'socket', now: this.#now(), socket, request }),
      open: socket => {
        this.#open.set(this.#next, socket)
        return this.#next++
      },
      close: number => void this.#open.delete(number),
    }
  }
}

const isIPv4 = (text: unknown): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(String(text))
const isIPv6 = (text: unknown): boolean => /^[\da-f]*:[\da-f:.]+$/i.test(String(text))
const isIP = (text: unknown): number => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0)

/** A socket. Its listeners hang on an emitter of the host's, whose class is known only when it runs. */
class GuestSocket {
  readonly #parts: SocketParts
  readonly #emitter: Emitter
  connecting = false
  writable = true
  readable = true
  destroyed = false
  keepsAlive = true
  #number = 0
  #where = { host: 'localhost', port: 0 }
  #news: SocketNews[] = []
  #deliver: () => void = () => {}

  constructor(parts: SocketParts) {
    this.#parts = parts
    this.#emitter = parts.emitter()
  }

  emit(event: string, ...values: unknown[]): boolean {
    return this.#emitter.emit(event, ...values)
  }

  on(event: string, listener: Listener) {
    this.#emitter.on(event, listener)
    return this
  }

  once(event: string, listener: Listener) {
    this.#emitter.once(event, listener)
    return this
  }

  removeListener(event: string, listener: Listener) {
    this.#emitter.removeListener(event, listener)
    return this
  }

  addListener = this.on
  off = this.removeListener

  connect(port: number | { port: number; host?: string }, address?: string | (() => void), connected?: () => void) {
    const named = typeof port === 'object' ? port : { port, ...(typeof address === 'string' && { host: address }) }
    this.#where = { host: named.host ?? 'localhost', port: Number(named.port) }
    const listener = typeof address === 'function' ? address : connected
    if (listener !== undefined) this.once('connect', listener)
    this.connecting = true
    this.#number = this.#parts.open(this)
    // What comes later belongs to the async context of who connected.
    this.#deliver = this.#parts.host.bind(() => this.#receive(this.#news.shift()))
    this.#parts.send(this.#number, { kind: 'connect', ...this.#where })
    return this
  }

  write(data: string | Uint8Array, encoding?: string | (() => void), written?: () => void): boolean {
    if (!this.writable) return false
    const bytes =
      typeof data === 'string' ? this.#parts.Buffer.from(data, typeof encoding === 'string' ? encoding : 'utf8') : data
    // Copied: a Buffer is a window on memory that others use.
    this.#parts.send(this.#number, { kind: 'write', bytes: Uint8Array.from(bytes) })
    const done = typeof encoding === 'function' ? encoding : written
    if (done !== undefined) this.#parts.host.nextTick(done)
    return true
  }

  end(data?: string | Uint8Array | (() => void), encoding?: string, ended?: () => void) {
    if (typeof data === 'string' || data instanceof Uint8Array) this.write(data, encoding)
    const done = typeof data === 'function' ? data : ended
    if (done !== undefined) this.once('finish', done)
    if (!this.writable) return this
    this.writable = false
    this.#parts.send(this.#number, { kind: 'end' })
    this.#parts.host.nextTick(() => this.emit('finish'))
    return this
  }

  destroy(error?: Error) {
    if (this.destroyed) return this
    if (this.#number !== 0 && this.writable) this.#parts.send(this.#number, { kind: 'end' })
    this.#close(error)
    return this
  }

  take(news: SocketNews): void {
    this.#news.push(news)
    this.#deliver()
  }

  ref() {
    this.keepsAlive = true
    return this
  }

  unref() {
    this.keepsAlive = false
    return this
  }

  // What is asked of the network's timing has no effect on a simulated one.
  setNoDelay = () => this
  setKeepAlive = () => this
  setTimeout = () => this
  cork = () => {}
  uncork = () => {}
  pause = () => this
  resume = () => this

  #receive(news: SocketNews | undefined): void {
    if (news === undefined || this.destroyed) return
    switch (news.kind) {
      case 'connected':
        this.connecting = false
        this.emit('connect')
        return
      case 'data':
        this.emit('data', this.#parts.Buffer.from(news.bytes.buffer, news.bytes.byteOffset, news.bytes.length))
        return
      case 'ended':
        this.readable = false
        this.emit('end')
        this.#close()
        return
      case 'failed':
        this.connecting = false
        this.#close(connectError(news.code, this.#where))
    }
  }

  #close(error?: Error): void {
    this.destroyed = true
    this.writable = false
    this.readable = false
    this.#parts.close(this.#number)
    this.#parts.host.nextTick(() => {
      if (error !== undefined) this.emit('error', error)
      this.emit('close', error !== undefined)
    })
  }
}

/** Node's own errors of a connection that comes to nothing. */
function connectError(code: keyof typeof ERRNO, { host, port }: { host: string; port: number }): Error {
  const errno = ERRNO[code]
  if (code === 'ENOTFOUND') {
    return Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
      errno,
      code,
      syscall: 'getaddrinfo',
      hostname: host,
    })
  }
  const address = host === 'localhost' ? '127.0.0.1' : host
  const about = { errno, code, syscall: 'connect', address, port }
  return Object.assign(new Error(`connect ECONNREFUSED ${address}:${port}`), about)
}
