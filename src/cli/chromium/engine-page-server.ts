/**
 * A server of this machine for the page that holds the embedded engine: its script, the engine's three files, and the
 * messages of its link.
 */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { besideFiles } from '../../../scripts/beside-files.ts'
import { ensureBundle } from '../../../scripts/bundles.ts'
import { frameDocument } from '../../../scripts/engine-bundles-plugin.ts'
import { PageLink } from './page-link.ts'
import { type MessageDown, type MessageUp, PAGE_ADDRESSES } from './page-messages.ts'

const PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Warmstart</title><link rel="icon" href="data:,"><body><script src="/page.js"></script></body></html>'

/** The headers that the site has too: without isolation guests cannot block. */
const ISOLATING = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
}
const HEADERS = { 'cache-control': 'no-store' }

interface ServedFile {
  readonly type: string
  readonly text: string | Uint8Array
}

export interface EnginePageServer {
  readonly address: string
  /** The link to the page that opens `address`; what is sent before waits for it. */
  readonly link: PageLink
  close(): Promise<void>
}

/** Builds what is stale and serves it on a free port of this machine; not `shared` without the isolating headers. */
export async function serveEnginePage(shared: boolean): Promise<EnginePageServer> {
  const files = await readFiles()
  const channel = new Channel()
  const server = createServer((request, response) => {
    if (shared) for (const [name, value] of Object.entries(ISOLATING)) response.setHeader(name, value)
    if (request.url === PAGE_ADDRESSES.down) channel.open(request, response)
    else if (request.url === PAGE_ADDRESSES.up) void channel.take(request, response)
    else answer(files.get(request.url ?? ''), response)
  })
  await new Promise<void>((listening, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', listening)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const close = (): Promise<void> =>
    new Promise(closed => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  return { address: `http://localhost:${port}/`, link: channel.link, close }
}

/** Messages down as server-sent events, messages up as posts. */
class Channel {
  readonly link = new PageLink(message => this.#post(message))
  #down: ServerResponse | null = null
  #waiting: MessageDown[] = []

  open(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' })
    this.#down = response
    for (const message of this.#waiting.splice(0)) this.#post(message)
    request.on('close', () => this.link.lose('The page with the engine is gone.'))
  }

  async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const messages: readonly MessageUp[] = JSON.parse(await text(request))
    response.writeHead(204, HEADERS).end()
    for (const message of messages) this.link.receive(message)
  }

  #post(message: MessageDown): void {
    if (this.#down === null) this.#waiting.push(message)
    else this.#down.write(`data: ${JSON.stringify(message)}\n\n`)
  }
}

function answer(file: ServedFile | undefined, response: ServerResponse): void {
  response.writeHead(file === undefined ? 404 : 200, { ...HEADERS, 'content-type': file?.type ?? 'text/plain' })
  response.end(file?.text)
}

async function readFiles(): Promise<ReadonlyMap<string, ServedFile>> {
  const html = (document: string): ServedFile => ({ type: 'text/html; charset=utf-8', text: document })
  const script = async (bundle: string): Promise<ServedFile> => ({
    type: 'text/javascript; charset=utf-8',
    text: await readFile(await ensureBundle(bundle), 'utf8'),
  })
  const beside = await besideFiles('')
  return new Map([
    ...beside.files.map(({ name, type, bytes }): [string, ServedFile] => [`/${name}`, { type, text: bytes }]),
    [PAGE_ADDRESSES.besideUrl, { type: 'application/json', text: JSON.stringify(beside.addresses) }],
    ['/', html(PAGE)],
    ['/page.js', await script('engine-page')],
    [PAGE_ADDRESSES.homeUrl, await script('home-web')],
    [PAGE_ADDRESSES.guestUrl, await script('guest-web')],
    [PAGE_ADDRESSES.frameUrl, html(await frameDocument())],
  ])
}
