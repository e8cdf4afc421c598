/** The home's side of a Postgres in a thread: the port of the emulator over the thread's messages. */
import type { Postgres } from '../emulator/database/postgres.ts'
import type { FromPostgres, ToPostgres } from './served.ts'

/** A started thread. */
export interface PostgresThread {
  post(message: ToPostgres): void
  end(): Promise<void>
}

/** Starts it; every message it tells goes to `take`, its failure to `lost`. */
export type StartThread = (take: (message: FromPostgres) => void, lost: (error: Error) => void) => PostgresThread

interface Asked {
  resolve(bytes: Uint8Array): void
  reject(error: Error): void
}

/** A Postgres whose thread starts when it is opened. */
export class RemotePostgres implements Postgres {
  readonly #start: StartThread
  readonly #asked = new Map<number | null, Asked>()
  #progress: (loaded: number, total: number) => void = () => {}
  #thread: PostgresThread | null = null
  #lost: Error | null = null
  #next = 1

  constructor(start: StartThread) {
    this.#start = start
  }

  open(now: number, progress: (loaded: number, total: number) => void): Promise<Uint8Array> {
    this.#progress = progress
    this.#thread = this.#start(
      message => this.#take(message),
      error => this.#lose(error),
    )
    return this.#ask(null, { type: 'open', now })
  }

  exchange(messages: Uint8Array, now: number): Promise<Uint8Array> {
    const id = this.#next++
    return this.#ask(id, { type: 'exchange', id, messages, now })
  }

  async close(): Promise<void> {
    this.#lose(new Error('Postgres was ended'))
    await this.#thread?.end()
  }

  #ask(id: number | null, message: ToPostgres): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.#lost !== null) return reject(this.#lost)
      this.#asked.set(id, { resolve, reject })
      this.#thread?.post(message)
    })
  }

  #take(message: FromPostgres): void {
    switch (message.type) {
      case 'progress':
        this.#progress(message.loaded, message.total)
        return
      case 'opened':
        this.#settle(null)?.resolve(message.greeting)
        return
      case 'answer':
        this.#settle(message.id)?.resolve(message.bytes)
        return
      case 'failed':
        this.#settle(message.id)?.reject(new Error(message.reason))
    }
  }

  #settle(id: number | null): Asked | undefined {
    const asked = this.#asked.get(id)
    this.#asked.delete(id)
    return asked
  }

  #lose(error: Error): void {
    this.#lost ??= error
    for (const id of [...this.#asked.keys()]) this.#settle(id)?.reject(error)
  }
}
