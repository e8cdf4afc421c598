/**
 * The worker of one runtime in a browser: a classic worker, so that CommonJS can load synchronously. Between two commands
 * it blocks on a shared counter where there is one; elsewhere the virtual timers alone are stopped (*gated*).
 */
import EventEmitter from 'events'
import { format, inspect } from 'node-inspect-extracted'
import type { SandboxCommand } from '../../emulator/sandbox.ts'
import { bindContext } from '../../guest/async-context.ts'
import { Guest } from '../../guest/guest.ts'
import type { GuestHost } from '../../guest/host.ts'
import { createVolume } from '../../guest/volume.ts'
import { HOST_GLOBALS } from './built-ins/index.ts'
import { createLinker } from './link-modules.ts'
import { closeNetwork } from './network.ts'
import { Pending } from './pending.ts'
import { removePrivateGlobals } from './private-globals.ts'
import { isProxy, recordProxies } from './proxies.ts'
import { isForeign, readStack } from './stack.ts'

/** The Node.js that nodejs24.x runs. */
const NODE_VERSION = 'v24.21.0'

interface WorkerScope {
  postMessage(message: unknown): void
  importScripts(url: string): void
  onmessage: ((event: MessageEvent<FromSupervisorPort>) => void) | null
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void
  addEventListener(type: 'unhandledrejection', listener: (event: PromiseRejectionEvent) => void): void
}

// Private copies, before anything of the function can change or miss them.
// The worker's own global, of which the page's lib knows nothing.
const scope = globalThis as unknown as WorkerScope
const post = scope.postMessage.bind(scope)
const importScripts = scope.importScripts.bind(scope)
const now = performance.now.bind(performance)
const setTimer = setTimeout.bind(globalThis)
const clearTimer = clearTimeout.bind(globalThis)
const wait = typeof Atomics === 'object' ? Atomics.wait : null

const { port1, port2 } = new MessageChannel()
const turns: (() => void)[] = []
port1.onmessage = () => turns.shift()?.()
function hop(callback: () => void): void {
  turns.push(callback)
  port2.postMessage(null)
}

/** The browsers whose engine is not V8. */
const browser = navigator.userAgent.includes('Firefox') ? 'Firefox' : 'Safari'
let toldForeign = false
const pending = new Pending(hop)
let counter: Int32Array | null = null
let seen = 0
recordProxies()

/** Microtasks after which a tick runs: nearly after all promise jobs of the turn, as in Node (guest-traps 11). */
const TICK_AFTER_MICROTASKS = 8

const host: GuestHost = {
  nodeVersion: NODE_VERSION,
  post,
  realNow: now,
  wake: (ms, callback) => {
    const timer = setTimer(() => {
      callback()
      pending.poke()
    }, ms)
    return () => clearTimer(timer)
  },
  hop: callback => {
    pending.add()
    hop(() => {
      callback()
      pending.remove()
    })
  },
  bind: callback => bindContext(callback),
  format: (...values) => format(...values),
  inspect: (value, options) => inspect(value, options),
  readStack: error => {
    if (isForeign() && !toldForeign) {
      toldForeign = true
      post({ type: 'notice', now: 0, notice: { kind: 'foreign-error-texts', browser } })
    }
    return readStack(error)
  },
  isProxy,
  nextTick: callback => {
    let left = TICK_AFTER_MICROTASKS
    const later = (): void => {
      if (left-- > 0) queueMicrotask(later)
      else callback()
    }
    later()
  },
  EventEmitter,
  os: { constants: { signals: { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 } } },
  createVolume: async () => {
    // Evaluated where a function uses it: a third of a cold start otherwise.
    const { createFsFromVolume, Volume } = await import('memfs')
    const volume = new Volume()
    return createVolume({ volume, fs: createFsFromVolume(volume) }, inspect)
  },
  link: createLinker({
    importScripts,
    notify: notice => post({ type: 'notice', now: 0, notice }),
    track: promise => void pending.track(promise),
  }),
  keepAlive: () => {},
  release: () => pending.poke(),
  onNothingPending: callback => {
    pending.nothing = callback
  },
  onUncaught: callback => {
    scope.addEventListener('error', event => {
      event.preventDefault()
      callback({ kind: 'exception', error: event.error })
    })
    scope.addEventListener('unhandledrejection', event => {
      event.preventDefault()
      callback({ kind: 'rejection', error: event.reason })
    })
  },
  begin: () => pending.begin(),
  end: () => pending.end(),
  prepareFreeze: () => {
    if (counter !== null) seen = Atomics.load(counter, 0)
  },
  freeze: () => {
    if (counter !== null && wait !== null) wait(counter, 0, seen)
  },
  exit: exit => {
    if (exit.kind !== 'exit') post({ type: 'ended', now: 0, exit })
    // Only the supervisor can end this thread; until it does nothing more may run.
    if (counter !== null && wait !== null) for (;;) wait(counter, 0, Atomics.load(counter, 0))
    for (;;);
  },
}

const guest = new Guest(host)

interface FromSupervisorPort {
  readonly counter?: Int32Array | null
  readonly command?: SandboxCommand
}

scope.onmessage = (event: MessageEvent<FromSupervisorPort>) => {
  const { command } = event.data
  if (event.data.counter !== undefined) counter = event.data.counter
  if (command === undefined) return
  if (command.type === 'init') enclose(command.allowedHosts)
  guest.take(command)
}

/** Before the function's code: the browser's own reach is taken away, Node's globals put in. */
function enclose(allowedHosts: readonly string[]): void {
  removePrivateGlobals()
  closeNetwork(allowedHosts, host => post({ type: 'notice', now: 0, notice: { kind: 'fetch-off', host } }))
  for (const [name, value] of Object.entries(HOST_GLOBALS)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })
  }
}
