/**
 * The embedded engine: starts the home in a worker of the site, and a sandboxed frame in whose workers functions run.
 * It needs no network beyond the site's own files. When the frame dies (of memory) it is built again.
 */
import type { BesideFiles } from '../../link/beside-files.ts'
import type { Engine, EngineState } from '../../link/engine.ts'
import type { HomeOptions } from '../../link/home-options.ts'
import type { Link } from '../../link/link.ts'
import { createMailbox } from '../../link/mailbox.ts'
import { linkOverPort } from '../../link/worker.ts'
import { buildFrame, type Frame } from './frame.ts'

/** Where the embedded engine's built files are, and how its home is set. */
export interface EmbeddedOptions {
  /** Addresses of the built home, frame document and guest, all of the page's own origin. */
  readonly homeUrl: string
  readonly frameUrl: string
  readonly guestUrl: string
  readonly home: HomeOptions
  /** Where Postgres and packages are; none where it is left out. */
  readonly beside?: BesideFiles
  /** `auto` tries the frame first; the others force one way, for tests. */
  readonly isolation?: 'auto' | 'frame' | 'worker'
  /** False as in a browser without SharedArrayBuffer: timers are gated, in a frame at least. */
  readonly shared?: false
}

/** An engine that starts when its link is asked for. */
export function createEmbeddedEngine(options: EmbeddedOptions): Engine {
  return new EmbeddedEngine(options)
}

class EmbeddedEngine implements Engine {
  readonly name = 'embedded'
  state: EngineState = { kind: 'idle' }
  readonly #options: EmbeddedOptions
  readonly #listeners = new Set<(state: EngineState) => void>()
  #started: Promise<Link> | null = null
  #home: Worker | null = null
  #frame: Frame | null = null
  #guest: Promise<string> | null = null

  constructor(options: EmbeddedOptions) {
    this.#options = options
  }

  start(): Promise<Link> {
    this.#started ??= this.#start().catch(error => {
      const reason = error instanceof Error ? error.message : String(error)
      this.#started = null
      this.#become({ kind: 'failed', reason })
      throw error
    })
    return this.#started
  }

  onState(listener: (state: EngineState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async dispose(): Promise<void> {
    this.#home?.terminate()
    this.#frame?.remove()
    this.#home = null
    this.#frame = null
    this.#started = null
    this.#become({ kind: 'idle' })
  }

  async #start(): Promise<Link> {
    this.#become({ kind: 'starting' })
    const home = new Worker(this.#options.homeUrl)
    this.#home = home
    const { port1, port2 } = new MessageChannel()
    const mailbox = this.#hasShared() ? createMailbox() : null
    const { home: options, beside = null } = this.#options
    home.postMessage({ type: 'home', options, mailbox, beside }, [port2])
    const link = linkOverPort(port1, mailbox, () => this.dispose())
    home.onerror = event => {
      event.preventDefault()
      link.lose(event.message || 'The worker of the engine failed.')
    }
    home.onmessage = () => void this.#superviseAgain(link)
    await this.#supervise(home)
    return link
  }

  /** The frame fell silent: its process is gone. */
  async #superviseAgain(link: { lose(reason: string): void }): Promise<void> {
    this.#frame?.remove()
    this.#frame = null
    try {
      if (this.#home !== null) await this.#supervise(this.#home)
    } catch (error) {
      link.lose(error instanceof Error ? error.message : String(error))
    }
  }

  async #supervise(home: Worker): Promise<void> {
    const { isolation = 'auto', frameUrl, guestUrl } = this.#options
    const shared = this.#hasShared()
    if (isolation !== 'worker') {
      this.#guest ??= fetchText(guestUrl)
      const frame = await buildFrame(frameUrl, await this.#guest, shared)
      if (frame !== null) {
        this.#frame = frame
        home.postMessage({ type: 'supervisor' }, [frame.port])
        this.#become({ kind: 'ready', blocking: frame.shared, isolated: true })
        return
      }
      if (isolation === 'frame') throw new Error('This browser starts no workers in a sandboxed frame.')
    }
    home.postMessage({ type: 'supervise-here', guestUrl })
    this.#become({ kind: 'ready', blocking: shared, isolated: false })
  }

  #hasShared(): boolean {
    return this.#options.shared !== false && typeof SharedArrayBuffer === 'function'
  }

  #become(state: EngineState): void {
    this.state = state
    for (const listener of this.#listeners) listener(state)
  }
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`The engine's file ${url} could not be loaded (${response.status}).`)
  return response.text()
}
