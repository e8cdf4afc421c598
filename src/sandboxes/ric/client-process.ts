/** The process of AWS's client: started in its own root, stopped and continued by signals. */
import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { Duplex } from 'node:stream'
import type { RuntimeExit } from '../../emulator/sandbox.ts'
import { CLOCK_FILE, CLOCK_LIBRARY } from './root.ts'
import { asleep, processorNs, stopped } from './watch.ts'

/** The client logs in frames on its standard output, where raw output goes too: one file keeps their order. */
const LOG_DESCRIPTOR = '1'
/** Lambda turns off Node's guessing of module kinds and `require` of ES modules (lambda-semantics 1.2 #30). */
const NODE_FLAGS = ['--no-experimental-require-module', '--no-experimental-detect-module']
/** Files a function may hold open (1.5). */
const OPEN_FILES = '1024:1024'
/** User and group of functions (1.5). */
const USER = '993:990'

/** A signal as the platform writes it, in the words of Go's `syscall.Signal`. */
const SIGNAL_NAMES: Readonly<Record<string, string>> = {
  SIGKILL: 'killed',
  SIGABRT: 'aborted',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
}

/** Where a function that needs one has a channel to us. */
const CHANNEL_DESCRIPTOR = 3

/** What it is started with. */
export interface ClientProcessParts {
  readonly root: string
  readonly env: Readonly<Record<string, string>>
  /** Descriptor of its standard output and error. */
  readonly output: number
  /** Whether it gets a channel. */
  readonly channel: boolean
}

/** The running client. */
export class ClientProcess {
  readonly #child: ChildProcess
  #processorNs = 0
  /** Resolves when it is gone. */
  readonly exited: Promise<RuntimeExit>

  /** What it has on descriptor 3, if that was asked for. */
  readonly channel: Duplex | null

  constructor({ root, env, output, channel }: ClientProcessParts) {
    const variables = {
      ...env,
      _LAMBDA_TELEMETRY_LOG_FD: LOG_DESCRIPTOR,
      LD_PRELOAD: CLOCK_LIBRARY,
      WARMSTART_CLOCK: CLOCK_FILE,
    }
    const list = Object.entries(variables).map(([name, value]) => `${name}=${value}`)
    // Each of them becomes the next one: the process id stays.
    const command = [
      'prlimit',
      `--nofile=${OPEN_FILES}`,
      'chroot',
      `--userspec=${USER}`,
      root,
      'env',
      '-C',
      '/var/task',
      '-i',
      ...list,
    ]
    const node = ['/var/lang/bin/node', ...NODE_FLAGS, '/var/runtime/index.mjs']
    const [file = '', ...values] = [...command, ...node]
    this.#child = spawn(file, values, { stdio: ['ignore', output, output, ...(channel ? (['pipe'] as const) : [])] })
    const end = this.#child.stdio[CHANNEL_DESCRIPTOR]
    this.channel = end instanceof Duplex ? end : null
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject)
      this.#child.once('exit', (code, signal) => resolve(exitOf(code, signal)))
    })
  }

  get pid(): number | undefined {
    return this.#gone ? undefined : this.#child.pid
  }

  /** Processor ns its first thread has used; once it is gone, as far as was seen. */
  processorNs(): number {
    const used = this.pid === undefined ? null : processorNs(this.pid)
    this.#processorNs = Math.max(this.#processorNs, used ?? 0)
    return this.#processorNs
  }

  /** Resolves when it has done what it had to do at once. */
  async settled(): Promise<void> {
    if (this.pid !== undefined) await asleep(this.pid)
  }

  /** Freezes it; resolves when no thread of it runs any more. */
  async halt(): Promise<void> {
    if (this.pid === undefined) return
    this.#child.kill('SIGSTOP')
    await stopped(this.pid)
  }

  /** Thaws it. */
  goOn(): void {
    this.#child.kill('SIGCONT')
  }

  /** Ends it at once; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.exited
  }

  get #gone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }
}

function exitOf(code: number | null, signal: NodeJS.Signals | null): RuntimeExit {
  if (signal === null) return { kind: 'exit', code: code ?? 0 }
  return { kind: 'signal', signal: SIGNAL_NAMES[signal] ?? `signal ${constants.signals[signal]}` }
}
