/** Postgres in Node: a worker thread. */
import { Worker } from 'node:worker_threads'
import type { Postgres } from '../emulator/database/postgres.ts'
import { RemotePostgres } from './remote.ts'
import type { FromPostgres } from './served.ts'

/** A Postgres whose thread starts when it is opened. */
export function createNodePostgres(): Postgres {
  return new RemotePostgres((take, lost) => {
    const worker = new Worker(new URL('node-worker.ts', import.meta.url), { env: {}, execArgv: [] })
    // An idle database alone does not keep the process alive; what is asked of it does.
    let asked = 0
    const settle = (): void => {
      if (--asked === 0) worker.unref()
    }
    worker.unref()
    worker.on('message', (message: FromPostgres) => {
      if (message.type !== 'progress') settle()
      take(message)
    })
    worker.on('error', lost)
    return {
      post: message => {
        if (asked++ === 0) worker.ref()
        worker.postMessage(message)
      },
      end: async () => void (await worker.terminate()),
    }
  })
}
