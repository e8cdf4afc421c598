/** The script of the bench's page: the embedded engine and a bare worker, measured where they run. */

import { buildFrame } from '../src/engines/embedded/frame.ts'
import { createEmbeddedEngine } from '../src/engines/embedded/index.ts'
import type { Link } from '../src/link/link.ts'
import { coldStarts, hurriedColdStarts, OVERLAP_MS, overlapping, warm } from './invocations.ts'
import { PAGE_FILES } from './page-files.ts'

/** Answers each message and blocks until the shared counter moves, as a frozen guest does. */
const RAW = `
let counter = null
onmessage = ({ data }) => {
  if (counter === null) counter = data
  const seen = Atomics.load(counter, 0)
  postMessage(1)
  Atomics.wait(counter, 0, seen)
}`

class RawWorker {
  readonly #counter = new Int32Array(new SharedArrayBuffer(4))
  readonly #worker = new Worker(URL.createObjectURL(new Blob([RAW], { type: 'text/javascript' })))

  async roundTrip(): Promise<number> {
    const began = performance.now()
    const answered = new Promise(resolve => {
      this.#worker.onmessage = resolve
    })
    this.#worker.postMessage(this.#counter)
    Atomics.add(this.#counter, 0, 1)
    Atomics.notify(this.#counter, 0)
    await answered
    return performance.now() - began
  }

  end(): void {
    this.#worker.terminate()
  }
}

async function rawCold(samples: number): Promise<number[]> {
  const times: number[] = []
  for (let sample = 0; sample < samples; sample++) {
    const began = performance.now()
    const worker = new RawWorker()
    await worker.roundTrip()
    times.push(performance.now() - began)
    worker.end()
  }
  return times
}

async function rawWarm(samples: number): Promise<number[]> {
  const worker = new RawWorker()
  const times: number[] = []
  for (let sample = 0; sample <= samples; sample++) times.push(await worker.roundTrip())
  worker.end()
  return times.slice(1)
}

/** Answers whatever it is sent, as a guest that does nothing. */
const ECHO = `onmessage = ({ data }) => data.command && postMessage({ type: 'done' })`

/** A bare worker where a guest lives, behind the sandboxed frame of another process: what isolation alone costs. */
async function rawFramed(samples: number): Promise<number[]> {
  const frame = await buildFrame(PAGE_FILES.frameUrl, ECHO)
  if (frame === null) throw new Error('No worker starts in a sandboxed frame here.')
  frame.port.postMessage({ type: 'start', runtime: 1 })
  const times: number[] = []
  for (let sample = 0; sample <= samples; sample++) {
    const began = performance.now()
    const answered = new Promise(resolve => {
      frame.port.onmessage = resolve
    })
    frame.port.postMessage({ type: 'send', runtime: 1, command: {} })
    await answered
    times.push(performance.now() - began)
  }
  frame.remove()
  return times.slice(1)
}

/** Bare workers of their own, each of which answers after `ms`: what all of them took beyond that. */
async function rawOverlapping(count: number): Promise<number[]> {
  const script = URL.createObjectURL(new Blob(['onmessage = ({ data }) => setTimeout(postMessage, data, 1)']))
  const workers: Worker[] = []
  const began = performance.now()
  const answers = Array.from({ length: count }, () => {
    const worker = new Worker(script)
    workers.push(worker)
    worker.postMessage(OVERLAP_MS)
    return new Promise(resolve => {
      worker.onmessage = resolve
    })
  })
  await Promise.all(answers)
  const ms = performance.now() - began - OVERLAP_MS
  for (const worker of workers) worker.terminate()
  return [ms]
}

function withEngine(measure: (link: Link, samples: number) => Promise<number[]>) {
  return async (samples: number): Promise<number[]> => {
    const home = { account: {}, clock: 'real', origin: 0, seed: 1 } as const
    const engine = createEmbeddedEngine({ ...PAGE_FILES, home, isolation: 'frame' })
    try {
      return await measure(await engine.start(), samples)
    } finally {
      await engine.dispose()
    }
  }
}

/** What the bench calls by name: samples asked for, real ms of each given back. */
const MEASURES = {
  rawCold,
  rawWarm,
  rawFramed,
  rawOverlapping,
  coldStarts: withEngine(coldStarts),
  hurriedColdStarts: withEngine(hurriedColdStarts),
  warm: withEngine(warm),
  overlapping: withEngine(overlapping),
}

export type Measures = typeof MEASURES

Reflect.set(globalThis, 'warmstartBench', MEASURES)
