/** The WebContainer engine in a headless Chromium: the unmodified client boots against the double. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type Browser, chromium, type Page } from 'playwright-core'
import { ensureBundle } from '../../scripts/bundles.ts'
import { CHROMIUM_FLAGS, needChromium } from '../../scripts/chromium.mjs'
import { PageLink } from '../../src/cli/chromium/page-link.ts'
import type { MessageUp } from '../../src/cli/chromium/page-messages.ts'
import type { BootState } from '../../src/engines/webcontainer/boot-state.ts'
import type { Engine, EngineState } from '../../src/link/engine.ts'
import type { HomeOptions } from '../../src/link/home-options.ts'
import type { Link } from '../../src/link/link.ts'
import { attachDouble } from './double/attach-double.ts'
import type { Hostility } from './double/hostility.ts'
import { type BootKind, listen, serveVendor, type Vendor } from './double/vendor.ts'

const ISOLATING = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
}
const PAGE = '<!doctype html><meta charset="utf-8"><title>Engine</title><body><script src="/page.js"></script></body>'

/** A page with the engine, not booted yet. */
export interface ContainerPage {
  readonly page: Page
  readonly vendor: Vendor
  readonly states: readonly BootState[]
  boot(): Promise<void>
  /** Starts an emulator in a home of its own, in the container that is booted; the one before it is ended. */
  start(options: HomeOptions): Promise<PageLink>
  /** Resolves with the first state of that kind from now on, or at once if it is the present one. */
  reached(kind: BootState['kind'], ms?: number): Promise<BootState>
  close(): Promise<void>
}

export async function openContainerPage(hostility: Hostility = {}, kind: BootKind = 'ready'): Promise<ContainerPage> {
  const vendor = await serveVendor(kind)
  const { address, close: closeServer } = await servePage()
  const browser: Browser = await chromium.launch({ executablePath: await needChromium(), args: [...CHROMIUM_FLAGS] })
  const page = await browser.newPage()
  const double = await attachDouble(page, hostility)
  const states: BootState[] = []
  const waiting = new Set<() => void>()
  let link: PageLink | null = null
  const down = (message: object): Promise<void> =>
    page.evaluate(`warmstartDown(${JSON.stringify(message)})`).then(
      () => {},
      error => link?.lose(String(error)),
    )
  await page.exposeBinding('warmstartUp', (_source, message: MessageUp | { type: 'boot'; state: BootState }) => {
    if (message.type !== 'boot') return link?.receive(message)
    states.push(message.state)
    for (const look of waiting) look()
  })
  await page.addInitScript(`globalThis.WEBCONTAINER_API_IFRAME_URL = ${JSON.stringify(vendor.origin)}`)
  await page.goto(address)
  return {
    page,
    vendor,
    states,
    boot: () => down({ type: 'boot' }),
    start: async options => {
      link = new PageLink(message => void down(message))
      await link.start(options, 'auto')
      return link
    },
    reached: (wanted, ms = 60_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`Never ${wanted}: ${JSON.stringify(states)}`)), ms)
        const look = (): void => {
          const state = states.at(-1)
          if (state?.kind !== wanted) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(state)
        }
        waiting.add(look)
        look()
      }),
    close: async () => {
      await browser.close()
      await double.close()
      await vendor.close()
      await closeServer()
    },
  }
}

async function servePage(): Promise<{ address: string; close: () => Promise<void> }> {
  const script = await readFile(await ensureBundle('container-page'), 'utf8')
  const home = await readFile(await ensureBundle('container'), 'utf8')
  const files = new Map([
    ['/', ['text/html', PAGE]],
    ['/page.js', ['text/javascript', script]],
    ['/container.mjs', ['text/javascript', home]],
  ])
  const server = createServer((request, response) => {
    const [type = 'text/plain', text = ''] = files.get(request.url ?? '') ?? []
    response.writeHead(text === '' ? 404 : 200, { ...ISOLATING, 'content-type': `${type}; charset=utf-8` })
    response.end(text)
  })
  const port = await listen(server)
  const close = (): Promise<void> =>
    new Promise(closed => {
      server.close(() => closed())
      server.closeAllConnections()
    })
  return { address: `http://localhost:${port}/`, close }
}

/** As an engine, for the contract: a browser, a page and a container of its own. */
export function createDoubleEngine(options: HomeOptions, hostility: Hostility = {}): Engine {
  let opened: ContainerPage | null = null
  return engineOf(
    async () => {
      opened = await openContainerPage(hostility)
      await opened.boot()
      await opened.reached('ready')
      return opened.start(options)
    },
    async () => opened?.close(),
  )
}

/** As an engine, for one scenario of many: a home of its own in the container of a page that is booted. */
export function createDoubleEngineOn(page: ContainerPage, options: HomeOptions): Engine {
  return engineOf(
    () => page.start(options),
    async () => {},
  )
}

function engineOf(open: () => Promise<Link>, close: () => Promise<void>): Engine {
  let started: Promise<Link> | null = null
  let state: EngineState = { kind: 'idle' }
  const start = async (): Promise<Link> => {
    state = { kind: 'starting' }
    const link = await open()
    state = { kind: 'ready', blocking: true, isolated: true }
    return link
  }
  return {
    name: 'webcontainer',
    get state() {
      return state
    },
    start: () => {
      started ??= start()
      return started
    },
    onState: () => () => {},
    dispose: async () => {
      await started?.catch(() => {})
      await close()
    },
  }
}
