/**
 * One run, one handler, several emulators: cold start, warm invocation, invocations a second, 50 that overlap. It prints
 * medians and their ratio to a bare worker of the same place (a thread of Node, a Worker of Chromium).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, needChromium } from '../../scripts/chromium.mjs'
import { median } from '../figures.ts'
import { OVERLAP_MS } from '../invocations.ts'
import { measureChromium } from './embedded.ts'
import { coldWithSpare, OURS, RAW } from './ours.ts'
import { peersIn } from './peers.ts'
import { markdown, type Row, type Samples } from './row.ts'
import type { Instance, Subject } from './subject.ts'

const HANDLER = `exports.handler = async ({ ms = 0 }) => {
  if (ms > 0) await new Promise(done => setTimeout(done, ms))
  return 1
}
`
const SPARE = 'the same, a spare guest ready'
const SAMPLES: Samples = { cold: 15, warm: 2_000, overlapping: 50 }

const folder = mkdtempSync(join(tmpdir(), 'warmstart-peers-'))
writeFileSync(join(folder, 'index.js'), HANDLER)
const raw = await measure(RAW, null)
const ours = await measure(OURS, raw)
const spare = { ...ours, name: SPARE, cold: median(await coldWithSpare(SAMPLES.cold)) }
const rows: Row[] = [raw, ours, spare]
for (const subject of peersIn(given('PEERS_FOLDER'))) rows.push(await measure(subject, raw))
rmSync(folder, { recursive: true })
const browser = await chromium.launch({ executablePath: await needChromium(), args: [...CHROMIUM_FLAGS] })
const inChromium = await measureChromium(browser, SAMPLES, SPARE)
rows.push(...inChromium.rows)
const about = [
  new Date().toISOString().slice(0, 10),
  `Node ${process.version}`,
  `Chromium ${browser.version()} (headless)`,
  `${availableParallelism()} CPUs`,
]
await browser.close()
process.stdout.write(
  `${about.join(', ')}; peers ${given('PEERS_VERSIONS')}; medians\n\n${markdown(rows)}\n\n${framed()}\n`,
)

function framed(): string {
  const times = ((inChromium.rows[1]?.warm ?? 0) / inChromium.framed).toFixed(2)
  return `A bare worker behind the same sandboxed frame, in its process: warm ${inChromium.framed.toFixed(3)} ms. The embedded engine takes ${times}x of that.`
}

async function measure(subject: Subject, bare: Row | null): Promise<Row> {
  const cold: number[] = []
  for (let sample = 0; sample < SAMPLES.cold; sample++) {
    const began = performance.now()
    const instance = await subject.open(folder)
    await instance.invoke({})
    cold.push(performance.now() - began)
    await instance.close()
  }
  const instance = await subject.open(folder)
  await instance.invoke({})
  const warm: number[] = []
  for (let sample = 0; sample < SAMPLES.warm; sample++) warm.push(await timed(() => instance.invoke({})))
  await instance.close()
  const total = warm.reduce((sum, ms) => sum + ms, 0)
  return {
    name: subject.name,
    isolation: subject.isolation,
    cold: median(cold),
    warm: median(warm),
    second: (SAMPLES.warm / total) * 1_000,
    overlapping: await overlap(subject),
    raw: bare,
  }
}

async function overlap(subject: Subject): Promise<number> {
  const many = subject === RAW || subject.name.startsWith('serverless-offline')
  const instances: Instance[] = []
  const ms = await timed(async () => {
    const opened = await Promise.all(Array.from({ length: many ? SAMPLES.overlapping : 1 }, () => subject.open(folder)))
    instances.push(...opened)
    const calls = Array.from({ length: SAMPLES.overlapping }, (_, index) => opened[index % opened.length])
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

function given(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: start this with npm run bench:peers.`)
  return value
}
