/** The embedded engine as the command line uses it: a page of a headless Chromium, driven from here. */
import { type Browser, chromium } from 'playwright-core'
import type { Engine, EngineState } from '../../link/engine.ts'
import type { HomeOptions } from '../../link/home-options.ts'
import type { Link } from '../../link/link.ts'
import { serveEnginePage } from './engine-page-server.ts'
import { findChromium } from './find-chromium.ts'

/** A browser of tests: no window, nothing fetched or kept beside the page. */
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How a lesser browser is played, for tests. */
export interface Weakness {
  /** `worker` as where no worker starts in a sandboxed frame. */
  readonly isolation?: 'worker'
  /** False as where SharedArrayBuffer is missing. */
  readonly shared?: false
}

/** An engine whose home runs in a page of a Chromium started for it. */
export function createChromiumEngine(options: HomeOptions, weakness: Weakness = {}): Engine {
  return new ChromiumEngine(options, weakness)
}

class ChromiumEngine implements Engine {
  readonly name = 'embedded'
  readonly #options: HomeOptions
  readonly #weakness: Weakness
  readonly #listeners = new Set<(state: EngineState) => void>()
  readonly #endings: (() => Promise<void>)[] = []
  #state: EngineState = { kind: 'idle' }
  #link: Promise<Link> | null = null

  constructor(options: HomeOptions, weakness: Weakness) {
    this.#options = options
    this.#weakness = weakness
  }

  get state(): EngineState {
    return this.#state
  }

  start(): Promise<Link> {
    this.#link ??= this.#start()
    return this.#link
  }

  onState(listener: (state: EngineState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async dispose(): Promise<void> {
    for (const end of this.#endings.splice(0).reverse()) await end()
    this.#link = null
    this.#become({ kind: 'idle' })
  }

  async #start(): Promise<Link> {
    this.#become({ kind: 'starting' })
    try {
      const link = await this.#open()
      const { isolation, shared = true } = this.#weakness
      this.#become({ kind: 'ready', blocking: shared, isolated: isolation !== 'worker' })
      return link
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.#become({ kind: 'failed', reason })
      throw new Error(`The embedded engine could not start: ${reason}`, { cause: error })
    }
  }

  async #open(): Promise<Link> {
    const server = await serveEnginePage(this.#weakness.shared ?? true)
    this.#endings.push(() => server.close())
    const browser = await launch()
    this.#endings.push(() => browser.close())
    browser.on('disconnected', () => server.link.lose('The browser with the engine is gone.'))
    const page = await browser.newPage()
    await page.goto(server.address)
    await server.link.start(this.#options, this.#weakness.isolation ?? 'auto')
    return server.link
  }

  #become(state: EngineState): void {
    this.#state = state
    for (const listener of this.#listeners) listener(state)
  }
}

function launch(): Promise<Browser> {
  // Chromium's own sandbox does not start for root, as in containers.
  const isRoot = process.getuid?.() === 0
  const args = isRoot ? [...ARGUMENTS, '--no-sandbox'] : ARGUMENTS
  return chromium.launch({ executablePath: findChromium(), headless: true, args })
}
