/** The pieces that random functions are put together from, and the text of such a function. */
import type { SourceFile } from '../../src/emulator/sandbox.ts'

/** One thing a handler does. `ms` are virtual. */
export type Piece =
  | { readonly piece: 'write' | 'append'; readonly file: string; readonly text: string }
  | { readonly piece: 'read' | 'delete'; readonly file: string }
  | { readonly piece: 'timer' | 'unawaited' | 'wait'; readonly ms: number }
  | { readonly piece: 'throw' | 'exit' | 'time-out' | 'reject' }

/** What one kind of event makes the handler do, in order. */
export type Route = readonly Piece[]

/** The function's file: each route is written out, the event chooses one. */
export function programFiles(routes: readonly Route[]): readonly SourceFile[] {
  const written = routes.map(route => `  async () => {\n${route.map(each => `    ${lineOf(each)}\n`).join('')}  },\n`)
  return [{ path: 'index.mjs', text: `${HEAD}const routes = [\n${written.join('')}]\n` }]
}

function lineOf(piece: Piece): string {
  if ('ms' in piece) return MS_LINES[piece.piece](piece.ms)
  if ('text' in piece) return `${piece.piece}(${JSON.stringify(piece.file)}, ${JSON.stringify(piece.text)})`
  if ('file' in piece) return `${piece.piece === 'read' ? 'read' : 'remove'}(${JSON.stringify(piece.file)})`
  return END_LINES[piece.piece]
}

const MS_LINES = {
  timer: (ms: number) => `leaveTimer(${ms})`,
  unawaited: (ms: number) => `leavePromise(${ms})`,
  wait: (ms: number) => `await sleep(${ms})`,
}
const END_LINES = {
  throw: "throw new Error('as generated')",
  exit: 'process.exit(3)',
  'time-out': 'await new Promise(() => setInterval(() => {}, 700))',
  reject: "setTimeout(() => Promise.reject(new Error('nobody catches this')), 40)",
}

const HEAD = `import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

let left = null
let busy = 0
let served = 0
let timers = 0
const note = (kind, more = {}) => console.log(JSON.stringify({ kind, now: Date.now(), ...more }))
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))
note('module')

export const handler = async event => {
  served++
  note('handler', { mark: event.mark, seen: left, served, busy, tmp: contents() })
  left = event.mark
  busy++
  try {
    await routes[event.route]()
    return served
  } finally {
    busy--
  }
}

function contents() {
  return Object.fromEntries(readdirSync('/tmp').map(name => [name, readFileSync('/tmp/' + name, 'utf8')]))
}
function write(file, text) {
  writeFileSync('/tmp/' + file, text)
  note('tmp', { file, text })
}
function append(file, text) {
  appendFileSync('/tmp/' + file, text)
  note('append', { file, text })
}
function read(file) {
  note('read', { file, text: existsSync('/tmp/' + file) ? readFileSync('/tmp/' + file, 'utf8') : null })
}
function remove(file) {
  rmSync('/tmp/' + file, { force: true })
  note('tmp', { file, text: null })
}
function leaveTimer(ms) {
  const about = { timer: left + '.' + timers++, due: Date.now() + ms }
  setTimeout(() => note('fired', about), ms)
  note('set', about)
}
async function leavePromise(ms) {
  const about = { timer: left + '.' + timers++, due: Date.now() + ms }
  note('set', about)
  await sleep(ms)
  note('fired', about)
}

`
