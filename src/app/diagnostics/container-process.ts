/** One program in the container, its output read until it says what is waited for. */
import type { Container, ContainerProcess } from '../../engines/webcontainer/container.ts'
import { withinMs } from '../within.ts'
import { ANSWER_MARK, QUESTION_FILE } from './question-script.ts'

export class AskedProcess {
  readonly #process: ContainerProcess
  readonly #reader: ReadableStreamDefaultReader<string>
  readonly #writer: WritableStreamDefaultWriter<string>
  /** Everything it wrote. */
  text = ''
  /** Pieces of output so far, and the largest of them, characters. */
  chunks = 0
  largestChunk = 0

  constructor(process: ContainerProcess) {
    this.#process = process
    this.#reader = process.output.getReader()
    this.#writer = process.input.getWriter()
  }

  static async start(container: Container, question: string, ...more: string[]): Promise<AskedProcess> {
    return new AskedProcess(
      await container.spawn('node', [QUESTION_FILE, question, ...more], { env: { NO_COLOR: '1' } }),
    )
  }

  get exit(): Promise<number> {
    return this.#process.exit
  }

  write(text: string): void {
    void this.#writer.write(text)
  }

  kill(): void {
    this.#process.kill()
  }

  /** Reads on until the output matches; null when it ended, or `ms` passed, before. */
  async said(pattern: RegExp, ms: number): Promise<RegExpExecArray | null> {
    const end = performance.now() + ms
    for (;;) {
      const found = pattern.exec(this.text)
      if (found !== null) return found
      const piece = await withinMs(end - performance.now(), this.#next())
      if (piece === null) return pattern.exec(this.text)
    }
  }

  /** The next answer after what was read so far; undefined where none came. */
  async answer(ms: number): Promise<unknown> {
    const found = await this.said(ANSWER, ms)
    if (found === null) return undefined
    this.text = this.text.slice(found.index + found[0].length)
    // Written by our own program; what is no JSON was damaged on the way.
    return JSON.parse(found[1] ?? 'null')
  }

  #pending: Promise<ReadableStreamReadResult<string>> | null = null

  async #next(): Promise<string | null> {
    this.#pending ??= this.#reader.read()
    const { done, value } = await this.#pending
    this.#pending = null
    if (done) return null
    this.text += value
    this.chunks++
    this.largestChunk = Math.max(this.largestChunk, value.length)
    return value
  }
}

const ANSWER = new RegExp(`${ANSWER_MARK}([^\\r\\n]*)\\r?\\n`)
