/** A wire between both ends of the stdio link that does what terminals and containers do to text; for tests. */

import type { CalledEmulator } from './function-call.ts'
import type { HomeOptions } from './home-options.ts'
import type { Link } from './link.ts'
import { StdioLink, type StdioParts } from './stdio.ts'
import { serveStdio } from './stdio-home.ts'

/** What the wire does beside carrying. */
export interface Hostility {
  /** Lengths at which output is cut, over and over; 0 joins with what comes next. */
  readonly cuts?: readonly number[]
  /** The terminal's: `\n` comes as `\r\n`, lines sent come back, long lines are lost. */
  readonly terminal?: boolean
  /** Text of others, put between two pieces of output. */
  readonly noise?: readonly string[]
  /** Whether the nth piece of output is lost. */
  lost?(n: number): boolean
  /** Whether the nth line of input is lost. */
  lostLine?(n: number): boolean
}

const OPTIONS: HomeOptions = { account: {}, clock: 'stepping', origin: 0, seed: 1 }
const ABILITIES = { blocking: false, hooks: true, asyncContext: true, node: 'v22.22.3' }
/** Lines longer than this never arrive through a cooked terminal of Linux. */
const LONGEST_COOKED_LINE = 4_095

/** Others are silent after so many pieces: what they break without end never arrives. */
const LAST_NOISE = 40

/** Timers that fire when the test says so. */
export class Timers {
  now = 0
  readonly #waiting = new Set<{ readonly at: number; readonly callback: () => void }>()

  readonly after = (ms: number, callback: () => void): (() => void) => {
    const timer = { at: this.now + ms, callback }
    this.#waiting.add(timer)
    return () => void this.#waiting.delete(timer)
  }

  /** Lets `ms` pass; what was asked for meanwhile is carried out between two timers. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms
    for (;;) {
      await settle()
      const [first] = [...this.#waiting].sort((a, b) => a.at - b.at)
      if (first === undefined || first.at > end) break
      this.#waiting.delete(first)
      this.now = Math.max(this.now, first.at)
      first.callback()
    }
    this.now = end
  }
}

/** A turn of the event loop: everything that waits for microtasks is through. */
const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

/** Both ends with `emulator` behind them, over a wire that does all this. */
export function connect(emulator: CalledEmulator, hostility: Hostility, parts: Partial<StdioParts> = {}) {
  const timers = new Timers()
  const wire = new Wire(hostility)
  const files = new Map<string, string>()
  const lines: string[] = []
  const home = serveStdio({
    nonce: NONCE,
    write: text => wire.output(text),
    readFile: file => files.get(file) ?? missing(file),
    removeFile: file => void files.delete(file),
    after: timers.after,
    open: () => emulator,
  })
  const page = new StdioLink({
    nonce: NONCE,
    write: text => {
      lines.push(text)
      wire.input(text)
    },
    writeFile: async (name, text) => {
      files.set(`inbox/${name}`, text)
      return `inbox/${name}`
    },
    after: timers.after,
    end: async () => {},
    ...parts,
  })
  wire.toPage = text => page.push(text)
  wire.toHome = text => home.push(text)
  const start = (): Link => {
    home.tell({ type: 'hello', abilities: ABILITIES })
    return page.open(OPTIONS)
  }
  return { home, page, wire, files, lines, timers, start }
}

/** What marks the frames of this wire. */
export const NONCE = 'wm7f3a'

function missing(file: string): never {
  throw new Error(`ENOENT: ${file}`)
}

class Wire {
  toPage: (text: string) => void = () => {}
  toHome: (text: string) => void = () => {}
  /** Nothing goes through any more, in either direction. */
  cut = false
  readonly #hostility: Hostility
  #pieces = 0
  #lines = 0
  #pending = ''

  constructor(hostility: Hostility) {
    this.#hostility = hostility
  }

  output(text: string): void {
    const { cuts = [], noise = [], terminal = false } = this.#hostility
    this.#pending += terminal ? text.replaceAll('\n', '\r\n') : text
    // Held back, to be joined with what comes next.
    if (cuts[this.#pieces % cuts.length] === 0) {
      this.#pieces++
      return
    }
    while (this.#pending.length > 0) {
      const n = this.#pieces++
      const length = cuts.length === 0 ? this.#pending.length : Math.max(1, cuts[n % cuts.length] ?? 1)
      const piece = this.#pending.slice(0, length)
      this.#pending = this.#pending.slice(length)
      const other = n > LAST_NOISE || noise.length === 0 ? '' : (noise[n % noise.length] ?? '')
      if (!this.cut && this.#hostility.lost?.(n) !== true) this.toPage(piece + other)
    }
  }

  input(line: string): void {
    if (this.cut || this.#hostility.lostLine?.(this.#lines++) === true) return
    if (this.#hostility.terminal === true) {
      this.toPage(line.replaceAll('\n', '\r\n'))
      if (line.length > LONGEST_COOKED_LINE) return
    }
    this.toHome(line)
  }
}
