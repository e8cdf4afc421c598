/** The files that lie beside an engine of the page (Postgres, packages), under names that carry their content's hash. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { BesideFiles } from '../src/link/beside-files.ts'
import { ensureBundle } from './bundles.ts'
import { ensurePackage } from './packages.ts'
import { POSTGRES_FILES, type PostgresFile, postgresFile } from './postgres-files.ts'

/** A file as it is served. */
export interface BesideFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** The files below `folder` (such as `/_engine`), and the addresses that a page gives its engine. */
export async function besideFiles(folder: string): Promise<{ files: readonly BesideFile[]; addresses: BesideFiles }> {
  const worker = hashed('postgres', 'js', 'text/javascript', readFileSync(await ensureBundle('postgres-web')))
  const packageFile = async (name: string): Promise<BesideFile> =>
    hashed(`package-${name}`, 'json', 'application/json', readFileSync(await ensurePackage(name)))
  const [pg, hono] = await Promise.all([packageFile('pg'), packageFile('hono')])
  const parts = await Promise.all(
    POSTGRES_FILES.map(async name => {
      const file = hashed(`postgres-${name}`, 'bin', 'application/octet-stream', await postgresFile(name))
      return { name, file, address: { url: `${folder}/${file.name}`, bytes: file.bytes.length } }
    }),
  )
  const of = (wanted: PostgresFile) => parts.find(({ name }) => name === wanted)?.address ?? { url: '', bytes: 0 }
  const postgres = { program: of('program'), share: of('share'), fresh: of('fresh') }
  return {
    files: [worker, pg, hono, ...parts.map(({ file }) => file)],
    addresses: {
      postgres: { workerUrl: `${folder}/${worker.name}`, ...postgres },
      packages: { pg: `${folder}/${pg.name}`, hono: `${folder}/${hono.name}` },
    },
  }
}

function hashed(name: string, ending: string, type: string, bytes: Uint8Array): BesideFile {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
  return { name: `${name}.${hash}.${ending}`, type, bytes }
}
