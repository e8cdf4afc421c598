/** Serves the bench's page and the embedded engine's files, isolated as the site is. */
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { ensureBundle } from '../scripts/bundles.ts'
import { frameDocument } from '../scripts/engine-bundles-plugin.ts'
import { HEADERS } from '../scripts/site-server.mjs'
import { PAGE_FILES } from './page-files.ts'

const PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><body><script src="/page.js"></script></body></html>'

export async function createPageServer(): Promise<Server> {
  const script = async (bundle: string) =>
    ['text/javascript', await readFile(await ensureBundle(bundle), 'utf8')] as const
  const files = new Map<string, readonly [type: string, text: string]>([
    ['/', ['text/html', PAGE]],
    ['/page.js', await script('bench-page')],
    [PAGE_FILES.homeUrl, await script('home-web')],
    [PAGE_FILES.guestUrl, await script('guest-web')],
    [PAGE_FILES.frameUrl, ['text/html', await frameDocument()]],
  ])
  return createServer((request, response) => {
    const [type, text] = files.get(request.url ?? '') ?? ['text/plain', undefined]
    response.writeHead(text === undefined ? 404 : 200, { ...HEADERS, 'content-type': `${type}; charset=utf-8` })
    response.end(text)
  })
}
