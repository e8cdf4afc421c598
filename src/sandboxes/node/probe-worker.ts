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

const PROBE_URL = 'warmstart-probe:'

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
      resolve: (specifier, context, next) =>
        specifier === PROBE_URL ? { url: specifier, format: 'module', shortCircuit: true } : next(specifier, context),
      load: (url, context, next) =>
        url === PROBE_URL ? { format: 'module', source: 'export default 1', shortCircuit: true } : next(url, context),
    })
    const specifier: string = PROBE_URL
    const { default: value }: { default?: unknown } = await import(specifier)
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
