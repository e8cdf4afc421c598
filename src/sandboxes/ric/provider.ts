/**
 * Sandboxes that run AWS's own client, `aws-lambda-ric`, in place of our guest: a Node process for each runtime, SIGSTOP
 * as the freeze, the Lambda Runtime API over HTTP. What runs in it is AWS's code, the function and Node; of ours there is
 * only a library that shifts the process's clocks. Linux only; must run in a mount namespace of its own.
 */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { SandboxProvider } from '../../emulator/sandbox.ts'
import type { Pace } from './clock.ts'
import { RicRuntime } from './ric-runtime.ts'

/** AWS's client for one runtime. */
export interface RicClient {
  /** `nodejs24.x` … */
  readonly runtime: string
  /** What stands in `/var/runtime`: `index.mjs` and its native module. */
  readonly folder: string
  /** The Node that runs it. */
  readonly node: string
}

/** Where the parts lie that `npm run oracle` installs and builds. */
export interface RicOptions {
  readonly clients: readonly RicClient[]
  /** `guest-clock.so`. */
  readonly clockLibrary: string
  /** A folder for what runtimes leave while they run. */
  readonly scratch: string
  readonly pace: Pace
}

/** A provider that also tells how much its processes have worked. */
export interface RicSandboxes extends SandboxProvider {
  /** Processor ms that the processes have used so far. */
  processorMs(): number
}

/** A provider whose runtimes are processes that run AWS's client. */
export function createRicSandboxes(options: RicOptions): RicSandboxes {
  const runtimes = new Set<RicRuntime>()
  return {
    engine: 'ric',
    start: ({ memoryBytes }, report) => {
      const folder = mkdtempSync(join(options.scratch, 'runtime-'))
      const runtime = new RicRuntime({ ...options, folder, memoryBytes }, report)
      runtimes.add(runtime)
      return runtime
    },
    processorMs: () => [...runtimes].reduce((sum, runtime) => sum + runtime.processorMs(), 0),
    close: async () => {
      await Promise.all([...runtimes].map(runtime => runtime.stop()))
    },
  }
}
