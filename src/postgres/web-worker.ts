/** The worker of Postgres in a browser. Its first message says where its files are. */
import { PGlite } from '@electric-sql/pglite'
import type { BesideFiles, SiteFile } from '../link/beside-files.ts'
import { servePostgres, type ToPostgres } from './served.ts'

/** Told at most so often on the way. */
const STEPS_TOLD = 20

type PostgresFiles = BesideFiles['postgres']

let files: PostgresFiles | null = null
const take = servePostgres(start, message => postMessage(message))
addEventListener('message', ({ data }: MessageEvent<ToPostgres | PostgresFiles>) => {
  if ('type' in data) take(data)
  else files = data
})

async function start(progress: (loaded: number, total: number) => void): Promise<PGlite> {
  if (files === null) throw new Error('Postgres was opened before it was told where its files are')
  const { program, share, fresh } = files
  const total = program.bytes + share.bytes + fresh.bytes
  const count = counter(total, progress)
  const [pgliteWasmModule, fsBundle, loadDataDir] = await Promise.all([
    load(program, count).then(async response => WebAssembly.compile(await response.arrayBuffer())),
    load(share, count).then(response => response.blob()),
    load(fresh, count).then(response => response.blob()),
  ])
  return PGlite.create({ pgliteWasmModule, fsBundle, loadDataDir })
}

/** Adds up bytes and tells of every twentieth part. */
function counter(total: number, progress: (loaded: number, total: number) => void): (bytes: number) => void {
  let loaded = 0
  let told = 0
  return bytes => {
    loaded += bytes
    const step = Math.floor((loaded / total) * STEPS_TOLD)
    if (step <= told) return
    told = step
    progress(loaded, total)
  }
}

/** A file, decompressed while it comes. */
async function load({ url }: SiteFile, count: (bytes: number) => void): Promise<Response> {
  const response = await fetch(url)
  if (!response.ok || response.body === null) {
    throw new Error(`Postgres could not be loaded: ${url} was answered with ${response.status}.`)
  }
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      count(chunk.length)
      controller.enqueue(chunk)
    },
  })
  return new Response(response.body.pipeThrough(counted).pipeThrough(new DecompressionStream('gzip')))
}
