/** Runs the command line as a person does: `node scripts/warmstart.mjs …`. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SCRIPT = fileURLToPath(new URL('../../scripts/warmstart.mjs', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** A started command line, its output so far, and its end. */
export class Warmstart {
  readonly child: ChildProcess
  out = ''
  error = ''
  readonly #ended: Promise<unknown>

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, [SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#ended = once(this.child, 'close')
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.out += text
    })
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.error += text
    })
  }

  async finish(): Promise<Finished> {
    await this.#ended
    return { code: this.child.exitCode, out: this.out, error: this.error }
  }

  /** Resolves when the output matches; rejects when the command ended before. */
  async said(stream: 'out' | 'error', pattern: RegExp): Promise<string> {
    for (;;) {
      const [match] = pattern.exec(this[stream]) ?? []
      if (match !== undefined) return match
      const source = stream === 'out' ? this.child.stdout : this.child.stderr
      const ended = this.#ended.then(() => 'ended')
      if (source === null) throw new Error('The output is not piped.')
      const what = await Promise.race([once(source, 'data').then(() => 'data'), ended])
      if (what === 'ended' && !pattern.test(this[stream])) {
        throw new Error(`It ended without saying ${pattern}: ${this.out}${this.error}`)
      }
    }
  }
}

/** Runs to the end. */
export function warmstart(...args: readonly string[]): Promise<Finished> {
  return new Warmstart(args).finish()
}

/** A folder of its own with these files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'warmstart-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}
