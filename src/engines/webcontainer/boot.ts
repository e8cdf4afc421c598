/**
 * Boots the container, with an end to every wait: the client's own `boot()` never rejects when its frame is blocked,
 * offline or refused (reference webcontainer 1.4). A boot that hangs is tried again by loading its frame anew; the same
 * promise then resolves.
 */
import type { StdioLink } from '../../link/stdio.ts'
import { type BootFailure, type BootState, type BootStep, follow, type Unsupported } from './boot-state.ts'
import type { Container } from './container.ts'
import type { FunctionFile } from './function-folder.ts'
import { Installer, type InstallState } from './install.ts'
import { type HomeListeners, startHome } from './start-home.ts'

/** Own deadline of a boot, ms. The vendor's test library waits 30 s, its users report 5 to 10. */
export const BOOT_MS = 25_000
/** What is left of it when nothing answers at the vendor's address, ms. */
export const UNREACHABLE_MS = 5_000
/**
 * Until Node has to be there in a booted container, ms: its hello has 20 s (start-home.ts), and a first file call was
 * seen to take 4 s (reference webcontainer 1.3).
 */
export const NODE_MS = 30_000
/** How often the elapsed time is told, ms. */
const TELL_EVERY_MS = 1_000

/** The client's part that is used. */
export interface Client {
  boot(): Promise<Container>
}

/** What a boot is given from outside. */
export interface BootParts {
  /** What this page lacks, or null. */
  check(): Unsupported | null
  isOnline(): boolean
  /** Whether something answers at the vendor's address. Never rejects. */
  reach(): Promise<boolean>
  /** Loads the client; nothing of it is on the page before. */
  client(): Promise<Client>
  /** Loads the hung frame anew. */
  reloadFrame(): void
  /** The text of the node home. */
  bundle(): Promise<string>
  now(): number
  /** Calls back after `ms`; returns a function that cancels. */
  after(ms: number, callback: () => void): () => void
}

/** What is told of the container while it runs. */
export interface ContainerListeners extends HomeListeners {
  /** npm installs what the function asks for. */
  installing?(state: InstallState): void
}

/** One container for the tab: boots once, tells its state, and hands out homes. */
export class Boot {
  readonly #parts: BootParts
  readonly #listeners = new Set<(state: BootState) => void>()
  readonly #abandonedListeners = new Set<(count: number) => void>()
  /** Whom the container and its homes tell; who shows it on the page. */
  heard: ContainerListeners = {}
  #state: BootState
  /** The tab's one container: on its way, or {@link #booted}. */
  #container: Promise<Container> | null = null
  #booted: Container | null = null
  #installer: Installer | null = null
  #home: StdioLink | null = null
  /** Counts attempts: what an earlier one reports late is not the present one's failure. */
  #attempt = 0
  #stopClock: () => void = () => {}

  constructor(parts: BootParts) {
    this.#parts = parts
    const why = parts.check()
    this.#state = why === null ? { kind: 'offered' } : { kind: 'unsupported', why }
  }

  get state(): BootState {
    return this.#state
  }

  onState(listener: (state: BootState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Called with the number of busy runtimes that could not be stopped. */
  onAbandoned(listener: (count: number) => void): () => void {
    this.#abandonedListeners.add(listener)
    return () => this.#abandonedListeners.delete(listener)
  }

  /** Begins, or begins again after a failure or loss. Does nothing while it boots, is ready, or cannot be. */
  begin(): void {
    const { kind } = this.#state
    if (kind === 'unsupported' || kind === 'booting' || kind === 'ready') return
    const attempt = ++this.#attempt
    const hung = kind === 'failed' && this.#container !== null && this.#booted === null
    // Node did not start in it: another is booted. Where only its process was lost, Node is started in it again.
    if (kind === 'failed') this.#tearDown()
    this.#become({ kind: 'booting', step: 'client', elapsedMs: 0 })
    void this.#run(attempt, hung)
  }

  /** A home that serves no emulator yet: the one that waits, or another process. Rejects where there is no container. */
  async takeHome(): Promise<StdioLink> {
    const waiting = this.#home
    this.#home = null
    if (waiting !== null) return waiting
    const container = await this.#container
    if (container === null || this.#state.kind !== 'ready') throw new Error('The container is not running.')
    return this.#startHome(container)
  }

  /** The container, while it runs. */
  get container(): Container | null {
    return this.#booted
  }

  /** Lays a function's files in the container, and has npm install what they ask for. Never rejects. */
  async prepare(files: readonly FunctionFile[]): Promise<void> {
    await this.#installer?.prepare(files)
  }

  /** Ends the container; it is offered again. */
  async dispose(): Promise<void> {
    this.#attempt++
    this.#stopClock()
    this.#tearDown()
    const { kind } = this.#state
    if (kind !== 'unsupported' && kind !== 'offered') this.#become({ kind: 'offered' })
  }

  /** One that is still on its way stays the tab's: it is torn down when it comes, unless it is wanted again by then. */
  #tearDown(): void {
    this.#home = null
    if (this.#booted === null) return
    this.#booted.teardown()
    this.#booted = null
    this.#installer = null
    this.#container = null
  }

  async #run(attempt: number, hung: boolean): Promise<void> {
    const began = this.#parts.now()
    if (!this.#parts.isOnline()) return this.#fail(attempt, 'offline', 'The browser is offline.')
    this.#startClock(attempt, began)
    if (hung) this.#parts.reloadFrame()
    if (this.#container === null && !(await this.#loadClient(attempt))) return
    this.#step(attempt, 'container', began)
    void this.#reach(attempt, began)
    await this.#await(attempt, began)
  }

  async #loadClient(attempt: number): Promise<boolean> {
    try {
      const client = await this.#parts.client()
      if (attempt !== this.#attempt) return false
      this.#container = this.#boot(client)
      return true
    } catch (error) {
      this.#fail(attempt, 'no-client', reasonOf(error))
      return false
    }
  }

  #boot(client: Client): Promise<Container> {
    const coming = client.boot()
    coming.then(
      container => {
        this.#booted = container
        const tell = (state: InstallState): void => this.heard.installing?.(state)
        this.#installer = new Installer({ container, tell, now: this.#parts.now, after: this.#parts.after })
        if (this.#state.kind === 'offered') this.#tearDown()
      },
      // The attempt that waits for it says why.
      () => {},
    )
    return coming
  }

  async #await(attempt: number, began: number): Promise<void> {
    let container: Container | null
    try {
      container = await this.#container
    } catch (error) {
      this.#container = null
      return this.#fail(attempt, 'refused', reasonOf(error))
    }
    // Another attempt waits for the same container, or it is not wanted any more.
    if (container === null || attempt !== this.#attempt) return
    const booted = this.#parts.now()
    if (this.#state.kind === 'booting') this.#step(attempt, 'node', began)
    const home = await this.#startNode(attempt, container)
    if (home === null) return
    this.#home = home
    this.#stopClock()
    const abilities = await home.hello
    this.#become({ kind: 'ready', abilities, bootMs: booted - began, nodeMs: this.#parts.now() - booted })
  }

  /** Null where it did not start, or is not wanted any more. */
  async #startNode(attempt: number, container: Container): Promise<StdioLink | null> {
    const reason = `Node did not start in the container within ${NODE_MS / 1_000} s.`
    const cancel = this.#parts.after(NODE_MS, () => this.#fail(attempt, 'no-node', reason))
    try {
      const home = await this.#startHome(container)
      if (attempt === this.#attempt) return home
      // Its container was torn down meanwhile.
      home.lose('The container was ended.')
    } catch (error) {
      this.#fail(attempt, 'no-node', reasonOf(error))
    } finally {
      cancel()
    }
    return null
  }

  async #startHome(container: Container): Promise<StdioLink> {
    const home = await startHome(container, await this.#parts.bundle(), {
      abandoned: count => {
        for (const listener of this.#abandonedListeners) listener(count)
      },
      listening: port => this.heard.listening?.(port),
      asked: async request => (await this.heard.asked?.(request)) ?? null,
    })
    home.onLost(reason => {
      if (this.#home === home) this.#home = null
      if (this.#state.kind === 'ready' && reason !== CLOSED) this.#become({ kind: 'lost', reason })
    })
    return home
  }

  /** Nothing answers: there is no use in waiting long. */
  async #reach(attempt: number, began: number): Promise<void> {
    if (await this.#parts.reach()) return
    const left = Math.max(0, UNREACHABLE_MS - (this.#parts.now() - began))
    this.#parts.after(left, () => this.#giveUp(attempt, 'unreachable', UNREACHABLE_MS))
  }

  #startClock(attempt: number, began: number): void {
    this.#stopClock()
    const cancelDeadline = this.#parts.after(BOOT_MS, () => this.#giveUp(attempt, 'silent', BOOT_MS))
    let cancelTell = (): void => {}
    const tell = (): void => {
      if (this.#state.kind === 'booting') this.#step(attempt, this.#state.step, began)
      cancelTell = this.#parts.after(TELL_EVERY_MS, tell)
    }
    cancelTell = this.#parts.after(TELL_EVERY_MS, tell)
    this.#stopClock = () => {
      cancelDeadline()
      cancelTell()
    }
  }

  #giveUp(attempt: number, why: BootFailure, ms: number): void {
    if (this.#state.kind !== 'booting') return
    if (this.#state.step === 'node') return
    this.#fail(attempt, why, `The container did not boot within ${ms / 1_000} s.`)
  }

  #step(attempt: number, step: BootStep, began: number): void {
    if (attempt !== this.#attempt || this.#state.kind !== 'booting') return
    this.#become({ kind: 'booting', step, elapsedMs: this.#parts.now() - began })
  }

  #fail(attempt: number, why: BootFailure, reason: string): void {
    if (attempt !== this.#attempt || this.#state.kind !== 'booting') return
    this.#stopClock()
    this.#become({ kind: 'failed', why, reason })
  }

  #become(state: BootState): void {
    this.#state = follow(this.#state, state)
    for (const listener of this.#listeners) listener(state)
  }
}

/** What a link says that was closed on purpose. */
const CLOSED = 'The link was closed.'

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
