/**
 * Sandboxes in Node: a worker thread for each runtime. One spare is kept started, so that a new environment costs what
 * its own code costs.
 */

import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Sandbox, SandboxCommand, SandboxProvider, SandboxReport } from '../../emulator/sandbox.ts'
import type { Abilities } from './probes.ts'
import { type GuestSetup, WHOLE_NODE } from './setup.ts'

export interface NodeSandboxOptions {
  /** The guest's bundle, one file. */
  readonly guest?: URL
  /** Runtimes kept started ahead; 1 unless said. */
  readonly spares?: number
  readonly engine?: 'node' | 'webcontainer'
  /** What threads of this Node can do; all of it unless said. */
  readonly abilities?: Abilities
  /** Where the function's files are written if hooks cannot serve them. */
  readonly folder?: string
  /** The folder whose `node_modules` npm fills for the function; none unless said. */
  readonly packages?: string | null
  /** Told when a busy runtime could not be stopped; `count` of them by now. */
  abandoned?(count: number): void
}

/** Where scripts/bundles.ts puts the guest. */
const BUILT_GUEST = new URL('../../../.cache/bundles/guest-node.mjs', import.meta.url)

/**
 * A busy thread is ended within milliseconds, where it can be at all (in a WebContainer it cannot): after this time, ms,
 * nobody waits for it any more.
 */
const STOP_MS = 1_000

/** Bytes of a runtime's heap beside the function's own memory: the guest and Node. */
const HEAP_BESIDE_MB = 16
/**
 * Node grants 16 MB past the limit for the thread to end in. A young generation that moves more than that at once would
 * take the whole process down instead.
 */
const YOUNG_GENERATION_MB = 4
const BYTES_PER_MB = 1_048_576
/** A runtime that is still busy then does not keep the next environment from a spare of its own, ms. */
const SPARE_LATEST_MS = 500
/**
 * A frozen thread does nothing, and nobody waits for its end: it ends this much later, ms, so that taking it down does
 * not compete with the environment that starts in its place.
 */
const END_FROZEN_AFTER_MS = 100

/** A provider whose runtimes are worker threads of this process. */
export function createNodeSandboxes(options: NodeSandboxOptions = {}): SandboxProvider {
  const { spares = 1, engine = 'node' } = options
  const threads = new Set<Thread>()
  // Spares start when no thread is in its cold start, so that they do not compete for the processor.
  const inColdStart = new Set<Thread>()
  let ready: Thread[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let abandoned = 0
  const add = (memoryBytes: number): Thread => {
    const thread = new Thread(options, memoryBytes, how => {
      threads.delete(thread)
      inColdStart.delete(thread)
      if (how === 'abandoned') options.abandoned?.(++abandoned)
    })
    threads.add(thread)
    return thread
  }
  const prepareSpares = (memoryBytes: number, ms: number): void => {
    clearTimeout(timer)
    if (ready.length >= spares) return
    timer = setTimeout(() => {
      while (ready.length < spares) ready.push(add(memoryBytes))
    }, ms).unref()
  }
  return {
    engine,
    start: ({ memoryBytes }, report) => {
      const spare = ready.find(thread => thread.memoryBytes === memoryBytes)
      ready = ready.filter(thread => thread !== spare)
      const thread = spare ?? add(memoryBytes)
      inColdStart.add(thread)
      prepareSpares(memoryBytes, SPARE_LATEST_MS)
      thread.report = reported => {
        report(reported)
        if (!isAnswer(reported) || !inColdStart.delete(thread)) return
        if (inColdStart.size === 0) prepareSpares(memoryBytes, 0)
      }
      return thread
    },
    close: async () => {
      clearTimeout(timer)
      await Promise.all([...threads].map(thread => thread.terminate()))
    },
  }
}

const isAnswer = ({ type }: SandboxReport): boolean => type === 'done' || type === 'ended' || type === 'init-failed'

/**
 * What a thread runs first: Node keeps the compiled guest beside its bundle, which saves about 10 ms of each start. An
 * older Node, or a folder that cannot be written, compiles anew.
 */
function startOf(guest: URL): URL {
  const cache = JSON.stringify(fileURLToPath(new URL('../compiled/', guest)))
  const text = `import module from 'node:module'; module.enableCompileCache?.(${cache}); import(${JSON.stringify(guest.href)})`
  return new URL(`data:text/javascript,${encodeURIComponent(text)}`)
}

/** Threads so far, for the names of their folders. */
let started = 0

class Thread implements Sandbox {
  readonly memoryBytes: number
  /** Where reports go; nothing is reported before a command was sent. */
  report: (report: SandboxReport) => void = () => {}
  readonly #worker: Worker
  /** What the thread blocks on between two commands; null where its timers are gated. */
  readonly #counter: Int32Array | null
  readonly #folder: string | null
  readonly #gone: (how: 'ended' | 'abandoned') => void
  #ended = false
  #exited = false
  #abandoned = false
  /** Blocked since its last answer. */
  #frozen = false
  #outOfMemory = false

  constructor(
    { guest, abilities = WHOLE_NODE, folder = '', packages = null }: NodeSandboxOptions,
    memoryBytes: number,
    gone: (how: 'ended' | 'abandoned') => void,
  ) {
    this.memoryBytes = memoryBytes
    this.#gone = gone
    this.#counter = abilities.blocking ? new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) : null
    this.#folder = abilities.hooks ? null : join(folder, `runtime-${++started}`)
    if (this.#folder !== null) mkdirSync(this.#folder, { recursive: true })
    this.#worker = this.#start(guest, { folder: this.#folder, packages, carries: !abilities.asyncContext })
    // A spare alone does not keep the process alive.
    this.#worker.unref()
  }

  #start(guest: URL | undefined, given: Omit<GuestSetup, 'counter'>): Worker {
    const setup: GuestSetup = { counter: this.#sharedCounter(), ...given }
    const maxOldGenerationSizeMb = Math.ceil(this.memoryBytes / BYTES_PER_MB) + HEAP_BESIDE_MB
    const worker = new Worker(guest ?? startOf(BUILT_GUEST), {
      workerData: setup,
      env: {},
      // What the process was told to load first is none of the function's.
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    })
    worker.on('message', (report: SandboxReport) => this.#take(report))
    worker.on('error', error => {
      this.#outOfMemory = Reflect.get(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY'
    })
    worker.on('exit', code => {
      this.#exited = true
      this.#gone('ended')
      if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true })
      this.#exit(code)
    })
    return worker
  }

  #sharedCounter(): SharedArrayBuffer | null {
    const buffer = this.#counter?.buffer
    return buffer instanceof SharedArrayBuffer ? buffer : null
  }

  send(command: SandboxCommand): void {
    this.#frozen = false
    this.#worker.ref()
    this.#worker.postMessage(command)
    if (this.#counter === null) return
    Atomics.add(this.#counter, 0, 1)
    Atomics.notify(this.#counter, 0)
  }

  async stop(): Promise<void> {
    // Reports that were posted before are read first (guest-traps 5).
    await new Promise(resolve => setImmediate(resolve))
    this.#ended = true
    if (this.#frozen) setTimeout(() => this.terminate(), END_FROZEN_AFTER_MS).unref()
    else await this.terminate()
  }

  /** Ends the thread itself, now; one that does not end is abandoned. */
  async terminate(): Promise<void> {
    if (this.#exited || this.#abandoned) return
    const { promise: patience, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, STOP_MS)
    await Promise.race([this.#worker.terminate(), patience])
    clearTimeout(timer)
    if (!this.#exited && !this.#abandoned) this.#abandon()
  }

  #abandon(): void {
    this.#abandoned = true
    this.#worker.unref()
    this.#gone('abandoned')
  }

  #take(report: SandboxReport): void {
    if (this.#ended) return
    if (report.type === 'ended' || report.type === 'init-failed') this.#ended = true
    if (report.type === 'inited' || report.type === 'done') {
      this.#frozen = true
      this.#worker.unref()
    }
    this.report(report)
  }

  /** The thread ended without saying why: Node's own memory limit, or an end the guest could not report. */
  #exit(code: number): void {
    if (this.#ended) return
    this.#ended = true
    const exit = this.#outOfMemory ? ({ kind: 'out-of-memory' } as const) : ({ kind: 'exit', code } as const)
    this.report({ type: 'ended', now: 0, exit })
  }
}
