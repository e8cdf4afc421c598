/**
 * The node engine: an emulator in this Node process, each environment a worker thread. The command line and CI use it.
 * The home is known by its address only, so that it can be one built file.
 */
import type { Engine, EngineState } from '../../link/engine.ts'
import type { HomeOptions } from '../../link/home-options.ts'
import type { Link } from '../../link/link.ts'

/** What the module at the home's address exports. */
interface NodeHome {
  startHome(options: HomeOptions): Link
}

/** An engine whose home is the module at `home` (a `file:` address). */
export function createNodeEngine(home: URL, options: HomeOptions): Engine {
  return new NodeEngine(home, options)
}

class NodeEngine implements Engine {
  readonly name = 'node'
  readonly #home: URL
  readonly #options: HomeOptions
  readonly #listeners = new Set<(state: EngineState) => void>()
  #state: EngineState = { kind: 'idle' }
  #link: Promise<Link> | null = null

  constructor(home: URL, options: HomeOptions) {
    this.#home = home
    this.#options = options
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
    const link = this.#link
    this.#link = null
    if (link !== null && this.#state.kind !== 'failed') await (await link).close()
    this.#become({ kind: 'idle' })
  }

  async #start(): Promise<Link> {
    this.#become({ kind: 'starting' })
    try {
      const module: unknown = await import(this.#home.href)
      if (!isNodeHome(module)) throw new Error(`${this.#home.href} exports no startHome`)
      const link = module.startHome(this.#options)
      // Worker threads block between invocations and share nothing but messages with this thread.
      this.#become({ kind: 'ready', blocking: true, isolated: true })
      return link
    } catch (error) {
      this.#link = null
      const reason = error instanceof Error ? error.message : String(error)
      this.#become({ kind: 'failed', reason })
      throw new Error(`The node engine could not start: ${reason}`, { cause: error })
    }
  }

  #become(state: EngineState): void {
    this.#state = state
    for (const listener of this.#listeners) listener(state)
  }
}

function isNodeHome(module: unknown): module is NodeHome {
  return (
    typeof module === 'object' && module !== null && 'startHome' in module && typeof module.startHome === 'function'
  )
}
