/**
 * The supervisor starts, wakes and ends guests. It owns the shared counters on which frozen guests block, so it lives
 * where the guests live: in the sandboxed frame, or in the home's worker where such a frame cannot start workers.
 */
import type { SandboxReport } from '../../emulator/sandbox.ts'
import type { FromSupervisor, ToSupervisor } from './wire.ts'

/** A port to the home: a MessagePort, or a pair of functions. */
export interface SupervisorPort {
  postMessage(message: FromSupervisor): void
}

/** Starts a worker that runs the guest's bundle. */
export type StartWorker = () => Worker

interface Guest {
  readonly worker: Worker
  readonly counter: Int32Array | null
  /** False until its first invocation, or its end. */
  answered: boolean
  /** Blocked, or gated, since its last answer. */
  frozen: boolean
}

/** A guest that is still busy then does not keep the next environment from a spare of its own, ms. */
const SPARE_LATEST_MS = 500
/** A frozen guest ends this much later, ms: taking it down must not compete with the environment in its place. */
const END_FROZEN_AFTER_MS = 100

/**
 * Takes the home's messages. One spare guest is kept started ahead; the next one starts when no guest is in
 * its cold start, so that they do not compete for the processor.
 */
export class Supervisor {
  readonly #port: SupervisorPort
  readonly #start: StartWorker
  readonly #guests = new Map<number, Guest>()
  #spare: Guest | null = null
  #cancelSpare: (() => void) | null = null

  constructor(port: SupervisorPort, start: StartWorker) {
    this.#port = port
    this.#start = start
    this.#spare = this.#create()
  }

  take(message: ToSupervisor): void {
    switch (message.type) {
      case 'start':
        this.#adopt(message.runtime)
        return
      case 'send':
        this.#send(message)
        return
      case 'stop':
        void this.#stop(message.runtime)
        return
      case 'ping':
        this.#port.postMessage({ type: 'pong', round: message.round })
    }
  }

  #adopt(runtime: number): void {
    const guest = this.#spare ?? this.#create()
    this.#spare = null
    this.#guests.set(runtime, guest)
    guest.worker.onmessage = event => this.#report(runtime, event.data)
    guest.worker.onerror = event => {
      event.preventDefault()
      this.#report(runtime, { type: 'ended', now: 0, exit: { kind: 'exit', code: 1 } })
    }
    this.#prepareSpare(SPARE_LATEST_MS)
  }

  /** Starts a spare in `ms` at the latest; 0 is now. */
  #prepareSpare(ms: number): void {
    this.#cancelSpare?.()
    const timer = setTimeout(() => {
      this.#cancelSpare = null
      this.#spare ??= this.#create()
    }, ms)
    this.#cancelSpare = () => clearTimeout(timer)
  }

  #create(): Guest {
    const worker = this.#start()
    const counter = typeof SharedArrayBuffer === 'undefined' ? null : new Int32Array(new SharedArrayBuffer(4))
    worker.postMessage({ counter })
    return { worker, counter, answered: false, frozen: false }
  }

  #send({ runtime, command }: ToSupervisor & { type: 'send' }): void {
    const guest = this.#guests.get(runtime)
    if (guest === undefined) return
    guest.frozen = false
    guest.worker.postMessage({ command })
    if (guest.counter === null) return
    Atomics.add(guest.counter, 0, 1)
    Atomics.notify(guest.counter, 0)
  }

  #report(runtime: number, report: SandboxReport): void {
    this.#port.postMessage({ type: 'report', runtime, report })
    const reporting = this.#guests.get(runtime)
    if (reporting !== undefined) reporting.frozen = report.type === 'inited' || report.type === 'done'
    if (report.type === 'ended' || report.type === 'init-failed') this.#end(runtime)
    else if (report.type !== 'done') return
    if (reporting !== undefined) reporting.answered = true
    if (this.#cancelSpare !== null && this.#allAnswered()) this.#prepareSpare(0)
  }

  #allAnswered(): boolean {
    return [...this.#guests.values()].every(guest => guest.answered)
  }

  async #stop(runtime: number): Promise<void> {
    // Reports that were posted before are read first (guest-traps 5).
    await nextTurn()
    this.#end(runtime)
    this.#port.postMessage({ type: 'stopped', runtime })
  }

  #end(runtime: number): void {
    const guest = this.#guests.get(runtime)
    this.#guests.delete(runtime)
    if (guest === undefined) return
    guest.worker.onmessage = null
    if (guest.frozen) setTimeout(() => guest.worker.terminate(), END_FROZEN_AFTER_MS)
    else guest.worker.terminate()
  }
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
