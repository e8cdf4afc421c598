/** Finds out what threads of this Node can do. */
import { Worker } from 'node:worker_threads'
import type { ProbeReport } from './probe-worker.ts'

/** What was found. */
export interface Abilities {
  readonly blocking: boolean
  readonly hooks: boolean
  readonly asyncContext: boolean
}

/** A thread that cannot start, or wait for it, in this time cannot be relied on, ms. */
const PROBE_MS = 4_000
/** A thread that was woken says so within this time, ms. */
const WAKE_MS = 1_000

/** Starts a thread of `bundle` with `{ probe: memory }`, which runs the probes. */
export async function probeThreads(bundle: URL): Promise<Abilities> {
  const memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const worker = new Worker(bundle, { workerData: { probe: memory }, stdout: true, stderr: true })
  const none = { blocking: false, hooks: false, asyncContext: false }
  try {
    const probed = await report(worker, 'probed', PROBE_MS)
    if (probed?.type !== 'probed') return none
    const { hooks, asyncContext } = probed
    const woke = report(worker, 'woke', WAKE_MS)
    worker.postMessage('wake')
    const counter = new Int32Array(memory)
    Atomics.add(counter, 0, 1)
    Atomics.notify(counter, 0)
    return { blocking: (await woke) !== null, hooks, asyncContext }
  } finally {
    // One that never wakes may not end either: nobody waits for it.
    void worker.terminate()
  }
}

/** The thread's report of that type; null when it does not come in time, or the thread ends. */
function report(worker: Worker, type: ProbeReport['type'], ms: number): Promise<ProbeReport | null> {
  return new Promise(resolve => {
    const finish = (found: ProbeReport | null): void => {
      clearTimeout(timer)
      worker.off('message', take)
      resolve(found)
    }
    const take = (message: ProbeReport): void => {
      if (message.type === type) finish(message)
    }
    const timer = setTimeout(() => finish(null), ms)
    worker.on('message', take)
    worker.once('error', () => finish(null))
    worker.once('exit', () => finish(null))
  })
}
