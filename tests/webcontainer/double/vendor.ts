/** The vendor's server as the double plays it: `/headless`, with its headers, or one of the ways in which it fails. */
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { ensureBundle } from '../../../scripts/bundles.ts'

/** How a boot goes. All but `ready` and `slow` leave the client's `boot()` pending for ever (reference 1.4). */
export type BootKind = 'ready' | 'slow' | 'silent' | 'never-answers' | 'not-found' | 'refused' | 'no-corp' | 'no-coep'

/** A slow boot's ms. */
export const SLOW_MS = 3_000

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'cross-origin',
  'cross-origin-embedder-policy': 'require-corp',
}

/** What `/headless` answers; null for no answer at all. */
export async function headlessAnswer(
  kind: BootKind,
): Promise<{ status: number; headers: Readonly<Record<string, string>>; body: string } | null> {
  if (kind === 'never-answers') return null
  if (kind === 'not-found') return { status: 404, headers: HEADERS, body: '<!doctype html><title>Not found</title>' }
  if (kind === 'silent') return { status: 200, headers: HEADERS, body: '<!doctype html><title>Silent</title>' }
  const script = (await readFile(await ensureBundle('container-double'), 'utf8')).replaceAll('</script', '<\\/script')
  const boot = kind === 'slow' ? `slow=${SLOW_MS}` : ''
  const body = `<!doctype html><title>Double</title><script data-boot="${boot}">${script}</script>`
  const missing = { 'no-corp': 'cross-origin-resource-policy', 'no-coep': 'cross-origin-embedder-policy' }
  const left = Object.entries(HEADERS).filter(([name]) => name !== Reflect.get(missing, kind))
  return { status: 200, headers: Object.fromEntries(left), body }
}

export interface Vendor {
  readonly origin: string
  /** Changed between two boots. */
  kind: BootKind
  close(): Promise<void>
}

/** Serves it on 127.0.0.1, which is another site than localhost. A refused connection is a port that nobody listens to. */
export async function serveVendor(kind: BootKind = 'ready'): Promise<Vendor> {
  const vendor = { kind }
  const server = createServer(async (_request, response) => {
    const answer = await headlessAnswer(vendor.kind)
    if (answer === null) return
    response.writeHead(answer.status, answer.headers)
    response.end(answer.body)
  })
  const port = await listen(server)
  const close = (): Promise<void> =>
    new Promise(closed => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  if (kind === 'refused') await close()
  return Object.assign(vendor, {
    origin: `http://127.0.0.1:${port}`,
    close: kind === 'refused' ? async () => {} : close,
  })
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((listening, fail) => {
    server.once('error', fail)
    server.listen(0, listening)
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
