/** An emulator on Node's time, its sandboxes handed in. */
import { createClock, type HostTime } from '../emulator/clock.ts'
import type { Postgres } from '../emulator/database/postgres.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { createIds, seededRandom } from '../emulator/ids.ts'
import type { PackageSource } from '../emulator/packages.ts'
import type { SandboxProvider } from '../emulator/sandbox.ts'
import type { CalledEmulator } from '../link/function-call.ts'
import type { HomeOptions } from '../link/home-options.ts'

/** Node fires a longer timer at once. Waking early does no harm: the clock arms the next one. */
const LONGEST_TIMER_MS = 2_147_483_647

/** What lies beside the sandboxes: what functions import and connect to. */
export interface Surroundings {
  readonly postgres?: Postgres
  readonly packages?: PackageSource
}

/** Makes it; closing it ends every thread it started and all that waits. */
export function createNodeEmulator(
  options: HomeOptions,
  sandboxes: SandboxProvider,
  beside: Surroundings = {},
): CalledEmulator {
  const { account, clock: mode, origin, seed, platform, resume } = options
  const host = new NodeTime()
  const clock = createClock({ host, origin: resume?.time ?? origin, mode })
  const ids = createIds(seed === null ? Math.random : seededRandom(resume?.seed ?? seed))
  const emulator = createEmulator({
    clock,
    ids,
    sandboxes,
    account,
    ...beside,
    ...(platform && { platform }),
    ...(resume && { resume }),
  })
  const close = async (): Promise<void> => {
    await emulator.close()
    host.stop()
  }
  return { ...emulator, close }
}

/** Node's monotonic time. A hop is a turn of the event loop, in which messages of worker threads arrive. */
class NodeTime implements HostTime {
  readonly #timers = new Set<NodeJS.Timeout>()
  #stopped = false

  now(): number {
    return performance.now()
  }

  after(ms: number, callback: () => void): () => void {
    if (this.#stopped) return () => {}
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer)
        callback()
      },
      Math.min(ms, LONGEST_TIMER_MS),
    )
    this.#timers.add(timer)
    return () => {
      this.#timers.delete(timer)
      clearTimeout(timer)
    }
  }

  hop(callback: () => void): void {
    setImmediate(callback)
  }

  /** Ends all waiting: a timer that would reclaim an idle environment in minutes must not keep the process alive. */
  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}
