/** Postgres in a browser: a worker of the home, which loads its files when it is opened. */
import type { Postgres } from '../emulator/database/postgres.ts'
import type { BesideFiles } from '../link/beside-files.ts'
import { RemotePostgres } from './remote.ts'
import type { FromPostgres } from './served.ts'

/** A Postgres that loads nothing until it is opened. */
export function createWebPostgres(files: BesideFiles['postgres']): Postgres {
  return new RemotePostgres((take, lost) => {
    const worker = new Worker(files.workerUrl, { type: 'module' })
    worker.onmessage = (event: MessageEvent<FromPostgres>) => take(event.data)
    worker.onerror = event => {
      event.preventDefault()
      lost(new Error(event.message || 'The worker of Postgres could not be started.'))
    }
    worker.postMessage(files)
    return { post: message => worker.postMessage(message), end: async () => worker.terminate() }
  })
}
