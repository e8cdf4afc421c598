/**
 * The worker thread of one runtime: the guest on Node's own thread. Between two commands the thread blocks on a shared
 * counter, so that nothing of the function runs (where it cannot, its timers alone are stopped); while it runs, an empty event loop (`beforeExit`) tells that nothing
 * real is pending.
 */
import { AsyncResource } from 'node:async_hooks'
import { EventEmitter } from 'node:events'
import os from 'node:os'
import { format, inspect, types } from 'node:util'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { SandboxCommand } from '../../emulator/sandbox.ts'
import {
  AsyncLocalStorage,
  bindContext,
  AsyncResource as CarriedResource,
  carryContextOverAwait,
  installAsyncContext,
  namesAsyncHooks,
} from '../../guest/async-context.ts'
import { Guest } from '../../guest/guest.ts'
import type { GuestHost, LinkRequest, LostError } from '../../guest/host.ts'
import { createVolume } from '../../guest/volume.ts'
import { createFileLinker } from './link-files.ts'
import { createHookLinker } from './link-modules.ts'
import type { GuestSetup } from './setup.ts'

if (parentPort === null) throw new Error('A guest runs in a worker thread.')
const port = parentPort
// Given by our own provider.
const setup: GuestSetup = workerData
const counter = setup.counter === null ? null : new Int32Array(setup.counter)
const { folder, packages } = setup
const linker = folder === null ? createHookLinker(packages) : createFileLinker(folder, packages)

// Taken before the function can change them.
const { setTimeout, clearTimeout, setImmediate, performance, process } = globalThis
const nodeVersion = process.version
const exitThread = process.exit.bind(process)
const nextTick = process.nextTick.bind(process)
const post = port.postMessage.bind(port)
const now = performance.now.bind(performance)

let seen = 0
let active = false
let nothingPending: (sure: boolean) => void = () => {}
let uncaught: (lost: LostError) => void = () => {}

process.on('beforeExit', () => {
  if (active) nothingPending(true)
})
process.on('uncaughtException', error => uncaught({ kind: 'exception', error }))
process.on('unhandledRejection', error => uncaught({ kind: 'rejection', error }))

const host: GuestHost = {
  nodeVersion,
  post,
  realNow: now,
  wake: (ms, callback) => {
    const timer = setTimeout(callback, ms).unref()
    return () => clearTimeout(timer)
  },
  hop: callback => void setImmediate(callback),
  bind: callback => (setup.carries ? bindContext(callback) : AsyncResource.bind(callback)),
  format: (...values) => format(...values),
  inspect,
  isProxy: value => types.isProxy(value),
  nextTick: callback => nextTick(callback),
  EventEmitter,
  os,
  createVolume: async () => {
    // Evaluated where a function uses it: a third of a cold start otherwise.
    const { createFsFromVolume, Volume } = await import('memfs')
    const volume = new Volume()
    return createVolume({ volume, fs: createFsFromVolume(volume) }, inspect)
  },
  link: request => linker(setup.carries ? carryContext(request) : request),
  keepAlive: () => port.ref(),
  release: () => port.unref(),
  onNothingPending: callback => {
    nothingPending = callback
  },
  onUncaught: callback => {
    uncaught = callback
  },
  begin: () => {
    active = true
    port.unref()
  },
  end: () => {
    active = false
    port.ref()
  },
  prepareFreeze: () => {
    if (counter !== null) seen = Atomics.load(counter, 0)
  },
  freeze: () => {
    if (counter === null) return
    for (;;) {
      const message = receiveMessageOnPort(port)
      if (message === undefined) Atomics.wait(counter, 0, seen)
      seen = Atomics.load(counter, 0)
      if (message === undefined) continue
      guest.take(message.message)
      // An answer from outside that crossed our report is kept for the thaw, and thaws nothing.
      if (message.message.type !== 'outside') return
    }
  },
  exit: exit => {
    if (exit.kind !== 'exit') post({ type: 'ended', now: 0, exit })
    return exitThread(exit.kind === 'exit' ? exit.code : 1)
  },
}

/** AsyncLocalStorage of our own, carried over `await` by the function's text. */
function carryContext(request: LinkRequest): LinkRequest {
  // What lies in installed packages is not known before they are asked for.
  const installs = packages !== null && request.command.files.some(({ path }) => path === 'package.json')
  if (!installs && !request.command.files.some(({ text }) => namesAsyncHooks(text))) return request
  installAsyncContext()
  return {
    ...request,
    modules: new Map([...request.modules, ['async_hooks', { AsyncLocalStorage, AsyncResource: CarriedResource }]]),
    instrument: (path, text, kind) => request.instrument(path, carryContextOverAwait(text, kind), kind),
  }
}

const guest = new Guest(host)
port.on('message', (command: SandboxCommand) => guest.take(command))
