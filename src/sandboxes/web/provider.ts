/** Sandboxes in a browser: a worker for each runtime, behind a supervisor that may live in another process. */
import type { Sandbox, SandboxProvider, SandboxReport } from '../../emulator/sandbox.ts'
import { readFromSupervisor, type ToSupervisor } from './wire.ts'

/** Silence of the supervisor after which its process is taken for dead of memory, ms (DESIGN 6). */
const SILENCE_MS = 2_000
const PING_EVERY_MS = 500

export interface WebSandboxes extends SandboxProvider {
  /** Connects to a (new) supervisor; runtimes of the one before are gone. */
  connect(port: SupervisorLink): void
}

/** What the provider needs of a MessagePort. */
export interface SupervisorLink {
  postMessage(message: ToSupervisor): void
  onmessage: ((event: MessageEvent) => void) | null
}

interface Runtime {
  readonly report: (report: SandboxReport) => void
  stopped: (() => void) | null
}

/** A provider that waits for its supervisor; `lost` is called when the supervisor fell silent. */
export function createWebSandboxes(lost: () => void): WebSandboxes {
  return new Sandboxes(lost)
}

class Sandboxes implements WebSandboxes {
  readonly engine = 'embedded'
  readonly #lost: () => void
  readonly #runtimes = new Map<number, Runtime>()
  #link: SupervisorLink | null = null
  /** Messages for a supervisor that is not there yet. */
  #waiting: ToSupervisor[] = []
  #next = 1
  #round = 0
  #answered = 0
  #pinger: ReturnType<typeof setInterval> | null = null

  constructor(lost: () => void) {
    this.#lost = lost
  }

  connect(link: SupervisorLink): void {
    this.#link = link
    link.onmessage = event => this.#take(event.data)
    for (const message of this.#waiting) link.postMessage(message)
    this.#waiting = []
    this.#round = 0
    this.#answered = 0
    if (this.#pinger === null) this.#pinger = setInterval(() => this.#ping(), PING_EVERY_MS)
  }

  start(_options: unknown, report: (report: SandboxReport) => void): Sandbox {
    const runtime = this.#next++
    const record: Runtime = { report, stopped: null }
    this.#runtimes.set(runtime, record)
    this.#post({ type: 'start', runtime })
    return {
      send: command => this.#post({ type: 'send', runtime, command }),
      stop: () => this.#stop(runtime, record),
    }
  }

  async close(): Promise<void> {
    if (this.#pinger !== null) clearInterval(this.#pinger)
    await Promise.all([...this.#runtimes].map(([runtime, record]) => this.#stop(runtime, record)))
  }

  #stop(runtime: number, record: Runtime): Promise<void> {
    if (!this.#runtimes.has(runtime)) return Promise.resolve()
    return new Promise(resolve => {
      record.stopped = resolve
      this.#post({ type: 'stop', runtime })
    })
  }

  #post(message: ToSupervisor): void {
    if (this.#link === null) this.#waiting.push(message)
    else this.#link.postMessage(message)
  }

  #take(data: unknown): void {
    const message = readFromSupervisor(data)
    if (message === null) return
    // Whatever comes shows that the supervisor lives.
    this.#answered = this.#round
    if (message.type === 'stopped') this.#forget(message.runtime)
    else if (message.type === 'report') this.#report(message.runtime, message.report)
  }

  #report(runtime: number, report: SandboxReport): void {
    this.#runtimes.get(runtime)?.report(report)
    if (report.type === 'ended' || report.type === 'init-failed') this.#forget(runtime)
  }

  #forget(runtime: number): void {
    const record = this.#runtimes.get(runtime)
    this.#runtimes.delete(runtime)
    record?.stopped?.()
  }

  #ping(): void {
    if (this.#link === null) return
    if ((this.#round - this.#answered) * PING_EVERY_MS >= SILENCE_MS) {
      this.#lose()
      return
    }
    this.#round++
    this.#link.postMessage({ type: 'ping', round: this.#round })
  }

  /** The supervisor's process is gone, and every runtime with it. */
  #lose(): void {
    this.#link = null
    const gone = [...this.#runtimes]
    this.#runtimes.clear()
    for (const [, { report, stopped }] of gone) {
      report({ type: 'ended', now: 0, exit: { kind: 'out-of-memory' } })
      stopped?.()
    }
    this.#lost()
  }
}
