/** The sockets of one runtime, as they reach the database over the network. */
import type { Clock } from '../clock.ts'
import type { SocketAnswer, SocketNews, SocketRequest } from '../sandbox.ts'
import type { Connection, ConnectionParts } from './connection.ts'
import { KEEPALIVE_MS, ROUND_TRIP_MS } from './latency.ts'

/** What becomes of an attempt to connect, in the words of Node's error codes. */
export type Reach = 'reached' | 'ENOTFOUND' | 'ECONNREFUSED'

interface ClientParts {
  readonly clock: Clock
  reach(host: string, port: number): Reach
  open(socket: Pick<ConnectionParts, 'send' | 'hangUp'>): Connection
  /** Hands an answer to the runtime. */
  hand(answer: SocketAnswer): void
}

/** What one runtime has open. */
export class DatabaseClient {
  readonly #parts: ClientParts
  readonly #connections = new Map<number, Connection>()

  constructor(parts: ClientParts) {
    this.#parts = parts
  }

  /** Takes what the runtime does with a socket, which it numbered. */
  take(socket: number, request: SocketRequest): void {
    switch (request.kind) {
      case 'connect':
        this.#connect(socket, request.host, request.port)
        return
      case 'write':
        this.#arrives(() => this.#connections.get(socket)?.receive(request.bytes))
        return
      case 'end':
        this.#arrives(() => {
          this.#connections.get(socket)?.end('client')
          this.#connections.delete(socket)
          this.#tell(socket, { kind: 'ended' })
        })
    }
  }

  /** The process ended in an environment that lives on: its kernel closes what was open. */
  processEnded(): void {
    const open = [...this.#connections.values()]
    this.#connections.clear()
    this.#arrives(() => {
      for (const connection of open) connection.end('process')
    })
  }

  /** The environment is gone, and nobody says so to the server: it notices when its probes stay unanswered. */
  environmentGone(): void {
    const { clock } = this.#parts
    for (const connection of this.#connections.values()) {
      connection.lose()
      clock.at(clock.now() + KEEPALIVE_MS, () => connection.end('keepalive'))
    }
    this.#connections.clear()
  }

  #connect(socket: number, host: string, port: number): void {
    const reach = this.#parts.reach(host, port)
    if (reach !== 'reached') {
      this.#arrives(() => this.#tell(socket, { kind: 'failed', code: reach }))
      return
    }
    this.#arrives(() => {
      const connection = this.#parts.open({
        send: bytes => this.#tell(socket, { kind: 'data', bytes }),
        hangUp: () => {
          this.#connections.delete(socket)
          this.#tell(socket, { kind: 'ended' })
        },
      })
      this.#connections.set(socket, connection)
      this.#tell(socket, { kind: 'connected' })
    })
  }

  /** Half a round trip later. */
  #arrives(work: () => void): void {
    const { clock } = this.#parts
    clock.at(clock.now() + ROUND_TRIP_MS / 2, work)
  }

  #tell(socket: number, news: SocketNews): void {
    this.#arrives(() => this.#parts.hand({ socket, news }))
  }
}
