/**
 * The function under random schedules: its event tells it what to do, and every line it logs is a witness's note
 * (JSON) of what it saw at that moment. The notes are the only way its inside is known; the laws hold them against the
 * emulator's events.
 */
import type { SourceFile } from '../../src/emulator/sandbox.ts'

/** How an invocation comes to its end, after its other work. */
export const ENDS = ['return', 'throw', 'exit', 'never', 'reject-later'] as const

/** A write of `text` to `/tmp/<file>`, or (null) its deletion. */
export interface TmpWork {
  readonly file: string
  readonly text: string | null
}

/** What an invocation is told to do. */
export interface Orders {
  /** Names the invocation: what it leaves in module scope. */
  readonly mark: number
  /** Delays in ms of timers it sets and does not wait for. */
  readonly timers: readonly number[]
  readonly tmp: readonly TmpWork[]
  /** Virtual ms that its handler waits. */
  readonly waits: number
  readonly end: (typeof ENDS)[number]
}

/** What a note says. `now` is the guest's clock, epoch ms without fractions. */
export type Note =
  | { readonly kind: 'module'; readonly now: number }
  | {
      readonly kind: 'handler'
      readonly now: number
      readonly mark: number
      /** The mark that the module scope held. */
      readonly seen: number | null
      /** Invocations that the module scope counted, this one included; where the function counts. */
      readonly served?: number
      /** Invocations of this runtime that had begun and not ended. */
      readonly busy: number
      /** Contents of `/tmp`: file to text. */
      readonly tmp: Readonly<Record<string, string>>
    }
  | { readonly kind: 'tmp'; readonly now: number; readonly file: string; readonly text: string | null }
  | { readonly kind: 'append'; readonly now: number; readonly file: string; readonly text: string }
  | { readonly kind: 'read'; readonly now: number; readonly file: string; readonly text: string | null }
  | { readonly kind: 'set' | 'fired'; readonly now: number; readonly timer: string; readonly due: number }

/** Ways the module code itself goes; a schedule deploys them. */
export const VERSIONS = ['good', 'slow-init', 'broken-init', 'endless-init'] as const
export type Version = (typeof VERSIONS)[number]

const MODULE_ENDS: Readonly<Record<Version, string>> = {
  good: '',
  'slow-init': 'await new Promise(resolve => setTimeout(resolve, 1_500))',
  'broken-init': "throw new Error('module code fails')",
  // A timer beyond every limit: the init phase runs into its 10 s, the suppressed one into the function's time-out.
  'endless-init': 'await new Promise(resolve => setTimeout(resolve, 3_600_000))',
}

/** The function's file. */
export function subjectFiles(version: Version): readonly SourceFile[] {
  return [{ path: 'index.mjs', text: TEXT.replace('MODULE_END', MODULE_ENDS[version]) }]
}

const TEXT = `import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

let left = null
let busy = 0
let timers = 0
const note = (kind, more = {}) => console.log(JSON.stringify({ kind, now: Date.now(), ...more }))
note('module')
MODULE_END

export const handler = async orders => {
  note('handler', { mark: orders.mark, seen: left, busy, tmp: contents() })
  left = orders.mark
  busy++
  for (const delay of orders.timers) leaveTimer(orders.mark, delay)
  for (const work of orders.tmp) doTmp(work)
  if (orders.waits > 0) await new Promise(resolve => setTimeout(resolve, orders.waits))
  try {
    return await end(orders.end)
  } finally {
    busy--
  }
}

function contents() {
  return Object.fromEntries(readdirSync('/tmp').map(name => [name, readFileSync('/tmp/' + name, 'utf8')]))
}

function leaveTimer(mark, delay) {
  const timer = mark + '.' + timers++
  const due = Date.now() + delay
  setTimeout(() => note('fired', { timer, due }), delay)
  note('set', { timer, due })
}

function doTmp({ file, text }) {
  if (text === null) rmSync('/tmp/' + file, { force: true })
  else writeFileSync('/tmp/' + file, text)
  note('tmp', { file, text })
}

function end(how) {
  if (how === 'throw') throw new Error('as ordered')
  if (how === 'exit') process.exit(3)
  if (how === 'never') return new Promise(() => setInterval(() => {}, 700))
  if (how === 'reject-later') setTimeout(() => Promise.reject(new Error('nobody catches this')), 40)
  return how
}
`
