/** The WebContainer engine: a home of the tab's one container, as an engine for one session. */
import type { Engine, EngineState } from '../../link/engine.ts'
import type { HomeOptions } from '../../link/home-options.ts'
import type { Link } from '../../link/link.ts'
import type { Boot } from './boot.ts'
import { installFirst } from './installing-link.ts'

/** An engine on a container that is booted; its emulator starts when its link is asked for. */
export function createWebContainerEngine(boot: Boot, options: HomeOptions): Engine {
  return new WebContainerEngine(boot, options)
}

class WebContainerEngine implements Engine {
  readonly name = 'webcontainer'
  state: EngineState = { kind: 'idle' }
  readonly #boot: Boot
  readonly #options: HomeOptions
  readonly #listeners = new Set<(state: EngineState) => void>()
  #started: Promise<Link> | null = null

  constructor(boot: Boot, options: HomeOptions) {
    this.#boot = boot
    this.#options = options
  }

  start(): Promise<Link> {
    this.#started ??= this.#start()
    return this.#started
  }

  onState(listener: (state: EngineState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async dispose(): Promise<void> {
    const started = this.#started
    this.#started = null
    if (started !== null && this.state.kind === 'ready') await (await started).close()
    this.#become({ kind: 'idle' })
  }

  async #start(): Promise<Link> {
    this.#become({ kind: 'starting' })
    try {
      const home = await this.#boot.takeHome()
      const { blocking } = await home.hello
      home.onLost(reason => this.#become({ kind: 'failed', reason }))
      const link = installFirst(home.open(this.#options), files => this.#boot.prepare(files))
      // The container is of another origin, in another process: nothing of the page is within its reach.
      this.#become({ kind: 'ready', blocking, isolated: true })
      return link
    } catch (error) {
      this.#started = null
      const reason = error instanceof Error ? error.message : String(error)
      this.#become({ kind: 'failed', reason })
      throw new Error(`The WebContainer engine could not start: ${reason}`, { cause: error })
    }
  }

  #become(state: EngineState): void {
    this.state = state
    for (const listener of this.#listeners) listener(state)
  }
}
