/**
 * What a host hands to the guest core. A *host* is one thread that runs one runtime: a worker thread of Node, a Worker
 * of a browser. The core does what is the same everywhere; whatever needs the thread itself comes from here.
 */
import type { InitCommand, RuntimeExit, SandboxReport } from '../emulator/sandbox.ts'
import type { ErrorLike } from './errors.ts'
import type { MemoryVolume } from './file-system.ts'

/** A function's module as a host links it: its text already carries the module-scope reader. */
export interface LinkedHandler {
  /** Exports of the handler's module. */
  readonly exports: unknown
}

/** How the host finds the handler's file: as Lambda does, relative to `/var/task` without its ending. */
export interface LinkRequest {
  /** `index` of `index.handler`, or `lib/index`. */
  readonly module: string
  readonly command: InitCommand
  /** Built-ins of the guest, by bare name: `fs`, `timers/promises`, `process` … They win over the host's own. */
  readonly modules: ReadonlyMap<string, unknown>
  /** The text to run for a file of the function: the source with the reader appended, never shifting a line. */
  instrument(path: string, text: string, kind: 'module' | 'commonjs'): string
  /** Called by a module's appended line; `read` gives a binding's value and may throw. */
  reader(path: string, names: readonly string[], read: (name: string) => unknown): void
}

/** The in-memory volume that a host hands in; paths are absolute. */
export interface HostVolume {
  readonly volume: MemoryVolume
  readonly fs: object
  /** Writes a file (or makes a directory: null), parents included, before any hook is set. */
  place(path: string, contents: string | Uint8Array | null): void
  placeSymlink(path: string, target: string): void
}

/** What was thrown and nobody caught, or the reason of a rejection that nobody handled. */
export interface LostError {
  readonly kind: 'exception' | 'rejection'
  readonly error: unknown
}

/** All that a guest needs of the place it runs in: real time, modules, a way to report and to end. */
export interface GuestHost {
  /** Name and version of the Node.js that is shown as `process.version`. */
  readonly nodeVersion: string
  /** Sends a report to the emulator's side. Must not depend on globals the function can change. */
  post(report: SandboxReport): void
  /** Monotonic real ms. */
  realNow(): number
  /** Calls back once after `ms` of real time; does not by itself keep the runtime alive. Returns a cancel. */
  wake(ms: number, callback: () => void): () => void
  /** Calls back in a macrotask turn of its own, after microtasks and what is queued already. Keeps the runtime alive. */
  hop(callback: () => void): void
  /** The callback with the async context (AsyncLocalStorage) of now, for timers that call it later. */
  bind(callback: () => void): () => void
  /** `util.format` and `util.inspect` of Node. */
  format(...values: readonly unknown[]): string
  inspect(value: unknown, options?: object): string
  /** An error's stack in V8's shape; left out where V8 runs. */
  readStack?(error: ErrorLike): string
  /** True for proxies, as far as the host can tell. */
  isProxy(value: unknown): boolean
  /** `process.nextTick`, as near to Node's order as the host comes. */
  nextTick(callback: () => void): void
  /** Node's EventEmitter, for `process`. */
  readonly EventEmitter: new () => object
  /** Node's `os` as far as the host has it; what names user or machine is replaced. */
  readonly os: object
  /** An empty in-memory volume (memfs, its working directory `/var/task`) and the `fs` that works on it. */
  createVolume(): Promise<HostVolume>
  /** Loads the handler's module. Rejects with what the function's code threw, or with Node's own loading errors. */
  link(request: LinkRequest): Promise<LinkedHandler>
  /** Something only virtual is pending: do not take an empty event loop for the end. `release` takes it back. */
  keepAlive(): void
  release(): void
  /**
   * Calls back whenever nothing real is left to wait for while init or an invocation runs. `sure` is false where the
   * host only counted: the verdict that a handler never settles waits until it is.
   */
  onNothingPending(callback: (sure: boolean) => void): void
  /** Calls back with errors nobody caught and rejections nobody handled. */
  onUncaught(callback: (lost: LostError) => void): void
  /** Phases: the host watches for "nothing pending" only between `begin` and `end`. */
  begin(): void
  end(): void
  /** Reads what a later {@link freeze} waits on. Call it before posting the report that lets the other side answer. */
  prepareFreeze(): void
  /** Stops everything until the next command, then hands it to `take`. */
  freeze(): void
  /** Ends the runtime. Nothing of the function runs after it. */
  exit(exit: RuntimeExit): never
}
