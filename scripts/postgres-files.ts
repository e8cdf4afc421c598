/**
 * What a Postgres in a browser is started from, each file compressed beside its hash: the program, its shared files, and a
 * fresh database, so that none has to be made (two seconds of a fast machine). Node starts from the same fresh database.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const FOLDER = new URL('../.cache/postgres/', import.meta.url)
const DIST = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'))

/** The files by the name they are asked for. */
export const POSTGRES_FILES = ['program', 'share', 'fresh'] as const
export type PostgresFile = (typeof POSTGRES_FILES)[number]

/** A file, compressed; made when it is asked for first. */
export async function postgresFile(name: PostgresFile): Promise<Uint8Array<ArrayBuffer>> {
  mkdirSync(FOLDER, { recursive: true })
  const path = fileURLToPath(new URL(`${name}-${await version()}.gz`, FOLDER))
  if (!existsSync(path) || statSync(path).size === 0) writeFileSync(path, gzipSync(await plain(name), { level: 9 }))
  return Uint8Array.from(readFileSync(path))
}

async function plain(name: PostgresFile): Promise<Uint8Array> {
  if (name !== 'fresh') return readFileSync(`${DIST}/pglite.${name === 'program' ? 'wasm' : 'data'}`)
  const { PGlite } = await import('@electric-sql/pglite')
  const made = await PGlite.create()
  const dump = await made.dumpDataDir('none')
  await made.close()
  return new Uint8Array(await dump.arrayBuffer())
}

/** Another version's files are none of this one's. */
async function version(): Promise<string> {
  const manifest: { version: string } = JSON.parse(readFileSync(`${DIST}/../package.json`, 'utf8'))
  return manifest.version
}
