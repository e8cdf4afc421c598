/** A server of this machine for the page that holds the embedded engine: its script and the engine's three files. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { ensureBundle } from '../../../scripts/bundles.ts'
import { frameDocument } from '../../../scripts/engine-bundles-plugin.ts'
import { ENGINE_FILES } from './engine-files.ts'

const PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Warmstart</title><body><script src="/page.js"></script></body></html>'

/** The headers that the site has too: without isolation guests could not block. */
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}

interface ServedFile {
  readonly type: string
  readonly text: string
}

export interface EnginePageServer {
  readonly address: string
  close(): Promise<void>
}

/** Builds what is stale and serves it on a free port of this machine. */
export async function serveEnginePage(): Promise<EnginePageServer> {
  const files = await readFiles()
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    response.writeHead(file === undefined ? 404 : 200, { ...HEADERS, 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.text)
  })
  await new Promise<void>((listening, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', listening)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    address: `http://localhost:${port}/`,
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function readFiles(): Promise<ReadonlyMap<string, ServedFile>> {
  const html = (text: string): ServedFile => ({ type: 'text/html; charset=utf-8', text })
  const script = async (bundle: string): Promise<ServedFile> => ({
    type: 'text/javascript; charset=utf-8',
    text: await readFile(await ensureBundle(bundle), 'utf8'),
  })
  return new Map([
    ['/', html(PAGE)],
    ['/page.js', await script('engine-page')],
    [ENGINE_FILES.homeUrl, await script('home-web')],
    [ENGINE_FILES.guestUrl, await script('guest-web')],
    [ENGINE_FILES.frameUrl, html(await frameDocument())],
  ])
}
