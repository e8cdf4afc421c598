/** The node home: an emulator whose environments are worker threads, linked by function calls. */
import { createClock, type HostTime } from '../emulator/clock.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { createIds, seededRandom } from '../emulator/ids.ts'
import { linkByFunctionCall } from '../link/function-call.ts'
import type { HomeOptions } from '../link/home-options.ts'
import type { Link } from '../link/link.ts'
import { createNodeSandboxes } from '../sandboxes/node/provider.ts'

/** Starts the home in this process. Closing the link ends it and every thread it started. */
export function startHome(options: HomeOptions): Link {
  const { account, clock: mode, origin, seed } = options
  const clock = createClock({ host: nodeTime, origin, mode })
  const ids = createIds(seed === null ? Math.random : seededRandom(seed))
  return linkByFunctionCall(createEmulator({ clock, ids, sandboxes: createNodeSandboxes(), account }))
}

/** Node's monotonic time. A hop is a turn of the event loop, in which messages of worker threads arrive. */
const nodeTime: HostTime = {
  now: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, Math.min(ms, LONGEST_TIMER_MS))
    return () => clearTimeout(timer)
  },
  hop: callback => void setImmediate(callback),
}

/** Node fires a longer timer at once. Waking early does no harm: the clock arms the next one. */
const LONGEST_TIMER_MS = 2_147_483_647
