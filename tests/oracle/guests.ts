/** The two kinds of guests: ours in threads, and AWS's clients in processes. */
import { z } from 'zod'
import { createNodeSandboxes } from '../../src/sandboxes/node/provider.ts'
import { createRicSandboxes } from '../../src/sandboxes/ric/provider.ts'
import type { Guests } from './run.ts'
import { PACE } from './steady-time.ts'

const US_PER_MS = 1_000

const CLIENT = z.object({ runtime: z.string(), version: z.string(), node: z.string(), folder: z.string() })

/** AWS's client for each runtime, as scripts/oracle.mjs installed it. */
export const CLIENTS = z.array(CLIENT).parse(JSON.parse(given('ORACLE_CLIENTS')))

/** Threads of this process: what it uses beside its first thread is theirs. */
export function ourGuests(): Guests {
  const sandboxes = createNodeSandboxes({ guest: new URL('steady-guest.ts', import.meta.url), spares: 0 })
  const usedMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / US_PER_MS
  return { sandboxes, processorMs: () => usedMs(process.cpuUsage()) - usedMs(process.threadCpuUsage()) }
}

/** Processes; `scratch` is a folder for what they leave. */
export function theirGuests(scratch: string): Guests {
  const clockLibrary = given('ORACLE_CLOCK_LIBRARY')
  const sandboxes = createRicSandboxes({ clients: CLIENTS, clockLibrary, scratch, pace: PACE })
  return { sandboxes, processorMs: () => sandboxes.processorMs() }
}

function given(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: start the oracle with npm run oracle.`)
  return value
}
