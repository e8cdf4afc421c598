/** The thread of Postgres in Node. The build left a fresh database; without it one is made, which takes two seconds. */
import { existsSync, openAsBlob } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { servePostgres, type ToPostgres } from './served.ts'

if (parentPort === null) throw new Error('Postgres runs in a worker thread.')
const port = parentPort

/** Of scripts/postgres-files.ts; named by the package's version, since another Postgres cannot read it. */
const FRESH = new URL('../../.cache/postgres/fresh-0.5.16.gz', import.meta.url)

const take = servePostgres(start, message => port.postMessage(message))
port.on('message', (message: ToPostgres) => take(message))

async function start(): Promise<PGlite> {
  if (!existsSync(FRESH)) return PGlite.create()
  return PGlite.create({ loadDataDir: await openAsBlob(FRESH, { type: 'application/x-gzip' }) })
}
