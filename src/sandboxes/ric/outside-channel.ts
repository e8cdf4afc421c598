/** The store outside, for a runtime of AWS's client: its calls and their answers as lines over a descriptor of its own. */
import { readFileSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import { z } from 'zod'
import type { OutsideAnswer, OutsideRequest, SourceFile } from '../../emulator/sandbox.ts'

/** The module that functions import, and the package it is in. */
const MODULE = new URL('outside-module.mjs', import.meta.url)
const MANIFEST = { name: 'outside', exports: './outside-module.mjs' }

const CALL = z.strictObject({
  id: z.int(),
  request: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('get'), key: z.string() }),
    z.strictObject({ kind: z.literal('put'), key: z.string(), value: z.string() }),
    z.strictObject({ kind: z.literal('add'), key: z.string(), amount: z.number() }),
  ]),
})

/** Whether a function imports it. */
export const importsOutside = (files: readonly SourceFile[]): boolean =>
  files.some(({ text }) => /from ['"]outside['"]/.test(text))

/** The package, as files below `node_modules/outside`. */
export function outsidePackage(): readonly SourceFile[] {
  return [
    { path: 'package.json', text: JSON.stringify(MANIFEST) },
    { path: 'outside-module.mjs', text: readFileSync(MODULE, 'utf8') },
  ]
}

/** Calls of one runtime. */
export class OutsideChannel {
  readonly #stream: Duplex
  readonly #called = new Set<number>()
  /** Answers that were given. */
  answered = 0
  #rest = ''

  constructor(stream: Duplex, call: (id: number, request: OutsideRequest) => void) {
    this.#stream = stream
    stream.setEncoding('utf8')
    // A runtime that is killed takes its end with it; that it is gone is told by its process.
    stream.on('error', () => {})
    stream.on('data', (text: string) => {
      const lines = (this.#rest + text).split('\n')
      this.#rest = lines.pop() ?? ''
      for (const line of lines) {
        const { id, request } = CALL.parse(JSON.parse(line))
        this.#called.add(id)
        call(id, request)
      }
    })
  }

  /** True while an answer is waited for. */
  get waiting(): boolean {
    return this.#called.size > 0
  }

  answer(answer: OutsideAnswer): void {
    if (!('id' in answer)) throw new Error('AWS’s client has no sockets of ours.')
    this.#called.delete(answer.id)
    this.answered++
    this.#stream.write(`${JSON.stringify(answer)}\n`)
  }
}
