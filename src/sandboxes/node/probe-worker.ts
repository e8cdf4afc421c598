/**
 * What a worker thread of this Node can do, tried once by a thread of its own before any function runs. It answers in
 * steps, so that a wait that never ends takes nothing with it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import nodeModule from 'node:module'
import { parentPort, receiveMessageOnPort } from 'node:worker_threads'

/** What the probing thread tells: hooks and context at once, `woke` only when shared memory woke it with a message. */
export type ProbeReport =
  | { readonly type: 'probed'; readonly hooks: boolean; readonly asyncContext: boolean }
  | { readonly type: 'woke' }

/** A module of CommonJS that requires another: Node 22.22 has hooks, and does not ask them for the second. */
const PROBED: string = 'warmstart-probe:outer'
const REQUIRED = 'warmstart-probe:inner'
const PROBE_ADDRESSES = new Map([
  [PROBED, 'file:///warmstart-probe/outer.cjs'],
  [REQUIRED, 'file:///warmstart-probe/inner.cjs'],
])
const PROBE_SOURCES = new Map([
  ['file:///warmstart-probe/outer.cjs', `module.exports = require('${REQUIRED}')`],
  ['file:///warmstart-probe/inner.cjs', 'module.exports = 1'],
])

/** Runs the probes. `memory` is woken and a message sent once `probed` is in. */
export async function runProbes(memory: SharedArrayBuffer): Promise<void> {
  if (parentPort === null) throw new Error('Probes run in a worker thread.')
  const port = parentPort
  const post = (report: ProbeReport): void => port.postMessage(report)
  post({ type: 'probed', hooks: await hooksServe(), asyncContext: await storeHolds() })
  const counter = new Int32Array(memory)
  Atomics.wait(counter, 0, 0)
  // The frozen guest's next command is read in this very way.
  if (receiveMessageOnPort(port) !== undefined) post({ type: 'woke' })
}

async function hooksServe(): Promise<boolean> {
  // An import by name would fail where it is missing.
  if (typeof nodeModule.registerHooks !== 'function') return false
  try {
    const hooks = nodeModule.registerHooks({
      resolve: (specifier, context, next) => {
        const url = PROBE_ADDRESSES.get(specifier)
        return url === undefined ? next(specifier, context) : { url, format: 'commonjs', shortCircuit: true }
      },
      load: (url, context, next) => {
        const source = PROBE_SOURCES.get(url)
        return source === undefined ? next(url, context) : { format: 'commonjs', source, shortCircuit: true }
      },
    })
    const { default: value }: { default?: unknown } = await import(PROBED)
    hooks.deregister()
    return value === 1
  } catch {
    // There, but not as it is needed.
    return false
  }
}

async function storeHolds(): Promise<boolean> {
  const storage = new AsyncLocalStorage<number>()
  return storage.run(1, async () => {
    await null
    return storage.getStore() === 1
  })
}
