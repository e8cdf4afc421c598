/**
 * Our guest in its worker thread, told the time by its own processor: it stands for what a step may cost, and goes on
 * with what the thread uses beyond that, as `guest-clock.c` has it for AWS's client.
 */
import { workerData } from 'node:worker_threads'
import { PACE } from './steady-time.ts'

const US_PER_MS = 1_000
const { performance, process } = globalThis
/** Rises with each command. */
const commands = new Int32Array(workerData.counter)

let command = 0
let base = 0
let usedBefore = 0
let shown = 0

function usedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / US_PER_MS
}

function now(): number {
  const used = usedMs()
  const latest = Atomics.load(commands, 0)
  if (latest !== command) {
    command = latest
    base = shown
    usedBefore = used
  }
  shown = Math.max(shown, base + Math.max(0, used - usedBefore - PACE.freeMs) * PACE.faster)
  return shown
}

// The guest takes it from here when it is loaded.
Object.defineProperty(performance, 'now', { value: now, configurable: true })
await import(new URL('../../.cache/bundles/guest-node.mjs', import.meta.url).href)
Reflect.deleteProperty(performance, 'now')
