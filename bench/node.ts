/** The bench in Node: a bare worker thread against an environment of the node home. */
import { Worker } from 'node:worker_threads'
import { startHome } from '../src/homes/node.ts'
import type { Link } from '../src/link/link.ts'
import { type Figure, median } from './figures.ts'
import { coldStarts, hurriedColdStarts, warm } from './invocations.ts'

const COLD_SAMPLES = 15
const WARM_SAMPLES = 300
const HOME = { account: {}, clock: 'real', origin: 0, seed: 1 } as const

/** Answers each message and blocks until the shared counter moves, as a frozen guest does. */
const RAW = `
const { parentPort, receiveMessageOnPort, workerData } = require('node:worker_threads')
const counter = new Int32Array(workerData)
for (let seen = 0; ; ) {
  const message = receiveMessageOnPort(parentPort)
  if (message === undefined) { Atomics.wait(counter, 0, seen); continue }
  seen = Atomics.load(counter, 0)
  parentPort.postMessage(message.message)
}`

class RawWorker {
  readonly #counter = new Int32Array(new SharedArrayBuffer(4))
  readonly #worker = new Worker(RAW, { eval: true, workerData: this.#counter.buffer })

  async roundTrip(): Promise<number> {
    const began = performance.now()
    const answered = new Promise(resolve => this.#worker.once('message', resolve))
    this.#worker.postMessage(1)
    Atomics.add(this.#counter, 0, 1)
    Atomics.notify(this.#counter, 0)
    await answered
    return performance.now() - began
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}

export async function benchNode(): Promise<Figure[]> {
  const raw = { cold: median(await rawCold()), warm: median(await rawWarm()) }
  const spare = await withHome(async link => (await coldStarts(link, COLD_SAMPLES + 1)).slice(1))
  const bare = await withHome(link => hurriedColdStarts(link, COLD_SAMPLES))
  const again = await withHome(link => warm(link, WARM_SAMPLES))
  const line = (what: string, rawMs: number, samples: number[], budget: number | null): Figure => {
    return { where: 'Node', what, raw: rawMs, ours: median(samples), budget, samples: samples.length }
  }
  return [
    line('cold start, spare guest', raw.cold, spare, 15),
    line('cold start, no spare', raw.cold, bare, 60),
    line('warm round trip', raw.warm, again, null),
  ]
}

async function rawCold(): Promise<number[]> {
  const times: number[] = []
  for (let sample = 0; sample < COLD_SAMPLES; sample++) {
    const began = performance.now()
    const worker = new RawWorker()
    await worker.roundTrip()
    times.push(performance.now() - began)
    await worker.end()
  }
  return times
}

async function rawWarm(): Promise<number[]> {
  const worker = new RawWorker()
  const times: number[] = []
  for (let sample = 0; sample <= WARM_SAMPLES; sample++) times.push(await worker.roundTrip())
  await worker.end()
  return times.slice(1)
}

async function withHome<T>(measure: (link: Link) => Promise<T>): Promise<T> {
  const link = startHome(HOME)
  try {
    return await measure(link)
  } finally {
    await link.close()
  }
}
