/** A process of the double: a real one of this machine under a pseudo-terminal, its output treated as the switches say. */
import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type IPty, spawn } from '@lydell/node-pty'
import type { Hostility } from './hostility.ts'

export interface ProcessRequest {
  readonly command: string
  readonly args: readonly string[]
  /** The container's folder. */
  readonly home: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string | number | boolean>>
  readonly terminal?: { readonly cols: number; readonly rows: number } | undefined
}

export interface ProcessListener {
  output(bytes: Uint8Array): void
  /** No output follows. */
  end(): void
}

const LESSER_NODE = new URL('lesser-node.mjs', import.meta.url)
const COOKED = fileURLToPath(new URL('cooked.mjs', import.meta.url))
/** The exit is told so much later or earlier than the last output, ms. */
const APART_MS = 60

export class LocalProcess {
  readonly exit: Promise<number>
  readonly #pty: IPty
  readonly #hostility: Hostility
  readonly #listener: ProcessListener
  #pieces = 0
  #lost = 0
  #held: Buffer[] = []
  #ended = false

  constructor(request: ProcessRequest, hostility: Hostility, listener: ProcessListener) {
    this.#hostility = hostility
    this.#listener = listener
    mkdirSync(request.cwd, { recursive: true })
    const isNode = request.command === 'node'
    const command = isNode ? (hostility.node ?? process.execPath) : shellOf(request.command)
    this.#pty = spawn(command, [...(isNode ? this.#nodeArguments() : []), ...request.args], {
      cwd: request.cwd,
      cols: request.terminal?.cols ?? 80,
      rows: request.terminal?.rows ?? 24,
      env: { PATH: process.env['PATH'], HOME: request.home, TERM: 'xterm-256color', ...stringsOf(request.env) },
      // Bytes: a character may be cut apart, as in the container.
      encoding: null,
    })
    this.#pty.onData(data => this.#take(Buffer.from(data)))
    this.exit = this.#watchExit()
  }

  write(text: string): void {
    if (!this.#ended) this.#pty.write(text)
  }

  kill(): void {
    if (this.#hostility.killNeverExits !== true && !this.#ended) this.#pty.kill('SIGKILL')
  }

  resize(cols: number, rows: number): void {
    if (!this.#ended) this.#pty.resize(cols, rows)
  }

  /** Ends it whatever the switches say: the double itself is closed. */
  destroy(): void {
    if (!this.#ended) this.#pty.kill('SIGKILL')
  }

  #nodeArguments(): string[] {
    const { lacks = [], echo = false } = this.#hostility
    const lesser = lacks.length === 0 ? [] : ['--import', `${LESSER_NODE.href}?${lacks.join(',')}`]
    return [...lesser, ...(echo ? ['--import', pathToFileURL(COOKED).href] : [])]
  }

  #watchExit(): Promise<number> {
    const { outputAfterExit = false, killNeverExits = false } = this.#hostility
    return new Promise(resolve => {
      this.#pty.onExit(({ exitCode, signal }) => {
        this.#ended = true
        // The terminal's last data may come after the exit is told (reference 5.4).
        setTimeout(() => this.#end(), APART_MS)
        if (killNeverExits) return
        const code = signal === undefined || signal === 0 ? exitCode : 128 + signal
        if (outputAfterExit) resolve(code)
        else setTimeout(() => resolve(code), APART_MS * 2)
      })
    })
  }

  #end(): void {
    if (this.#hostility.outputAfterExit === true)
      this.#listener.output(Buffer.from('\r\nlate words of a closed process\r\n'))
    if (this.#hostility.neverEnds !== true) this.#listener.end()
  }

  #take(data: Buffer): void {
    const { mergedMs } = this.#hostility
    if (mergedMs === undefined) {
      this.#cut(data)
      return
    }
    if (this.#held.push(data) === 1) {
      setTimeout(() => {
        const joined = Buffer.concat(this.#held)
        this.#held = []
        this.#cut(joined)
      }, mergedMs)
    }
  }

  #cut(data: Buffer): void {
    const { cuts = [] } = this.#hostility
    for (let at = 0; at < data.length; ) {
      const length = cuts.length === 0 ? data.length : (cuts[this.#pieces % cuts.length] ?? data.length)
      const piece = data.subarray(at, at + length)
      at += length
      if (!this.#isLost(this.#pieces++)) this.#listener.output(piece)
    }
  }

  #isLost(n: number): boolean {
    const { lost, lostTail = false } = this.#hostility
    if (lostTail && this.#ended) return true
    if (lost === undefined || this.#lost >= lost.times || n % lost.every !== lost.every - 1) return false
    this.#lost++
    return true
  }
}

const shellOf = (command: string): string => (command === 'jsh' ? 'sh' : command)

function stringsOf(env: ProcessRequest['env']): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]))
}
