/**
 * One run, one handler, several emulators: cold start, warm invocation, invocations a second, 50 that overlap. It prints
 * medians and their ratio to a bare worker thread.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from '../figures.ts'
import { OURS, RAW } from './ours.ts'
import { peersIn } from './peers.ts'
import type { Instance, Subject } from './subject.ts'

const HANDLER = `exports.handler = async ({ ms = 0 }) => {
  if (ms > 0) await new Promise(done => setTimeout(done, ms))
  return 1
}
`
const COLD_SAMPLES = 7
const WARM_SAMPLES = 300
const OVERLAPPING = 50
/** Long enough that all 50 are under way at once. */
const OVERLAP_MS = 500

interface Row {
  readonly subject: Subject
  readonly cold: number
  readonly warm: number
  readonly second: number
  /** What 50 at once took beyond the handler’s own time. */
  readonly overlapping: number
}

const folder = mkdtempSync(join(tmpdir(), 'warmstart-peers-'))
writeFileSync(join(folder, 'index.js'), HANDLER)
const rows: Row[] = []
for (const subject of [RAW, OURS, ...peersIn(given('PEERS_FOLDER'))]) rows.push(await measure(subject))
rmSync(folder, { recursive: true })
print()

async function measure(subject: Subject): Promise<Row> {
  const cold: number[] = []
  for (let sample = 0; sample < COLD_SAMPLES; sample++) {
    const began = performance.now()
    const instance = await subject.open(folder)
    await instance.invoke({})
    cold.push(performance.now() - began)
    await instance.close()
  }
  const instance = await subject.open(folder)
  await instance.invoke({})
  const warm: number[] = []
  for (let sample = 0; sample < WARM_SAMPLES; sample++) warm.push(await timed(() => instance.invoke({})))
  await instance.close()
  const total = warm.reduce((sum, ms) => sum + ms, 0)
  return {
    subject,
    cold: median(cold),
    warm: median(warm),
    second: (WARM_SAMPLES / total) * 1_000,
    overlapping: await overlap(subject),
  }
}

/** An instance each where one of them takes one request at a time; ours and fun start environments by themselves. */
async function overlap(subject: Subject): Promise<number> {
  const many = subject === RAW || subject.name.startsWith('serverless-offline')
  const instances: Instance[] = []
  const ms = await timed(async () => {
    const opened = await Promise.all(Array.from({ length: many ? OVERLAPPING : 1 }, () => subject.open(folder)))
    instances.push(...opened)
    const calls = Array.from({ length: OVERLAPPING }, (_, index) => opened[index % opened.length])
    await Promise.all(calls.map(instance => instance?.invoke({ ms: OVERLAP_MS })))
  })
  await Promise.all(instances.map(instance => instance.close()))
  return ms - OVERLAP_MS
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function print(): void {
  const [raw] = rows
  if (raw === undefined) return
  const head = ['', 'isolation', 'cold ms', '', 'warm ms', '', 'a second', '50 at once, ms']
  const cells = rows.map(({ subject, cold, warm, second, overlapping }) => [
    subject.name,
    subject.isolation,
    cold.toFixed(1),
    `${(cold / raw.cold).toFixed(2)}x`,
    warm.toFixed(3),
    `${(warm / raw.warm).toFixed(2)}x`,
    Math.round(second).toLocaleString('en'),
    overlapping.toFixed(0),
  ])
  const lines = [head, ...cells].map(row => `| ${row.join(' | ')} |`)
  lines.splice(1, 0, `|${' --- |'.repeat(head.length)}`)
  const about = [new Date().toISOString().slice(0, 10), `Node ${process.version}`, `${availableParallelism()} CPUs`]
  process.stdout.write(`${about.join(', ')}; peers ${given('PEERS_VERSIONS')}; medians\n${lines.join('\n')}\n`)
}

function given(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: start this with npm run bench:peers.`)
  return value
}
