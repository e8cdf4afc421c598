/**
 * The home in a browser's worker: an emulator whose environments are workers behind a supervisor. The engine on the page
 * starts it with a port for the link, and hands it a port to the supervisor whenever the frame was built.
 */
import { createClock, type HostTime } from '../emulator/clock.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { createIds, seededRandom } from '../emulator/ids.ts'
import type { BesideFiles } from '../link/beside-files.ts'
import type { HomeOptions } from '../link/home-options.ts'
import { serveLink } from '../link/worker.ts'
import { createWebPostgres } from '../postgres/web.ts'
import { createWebSandboxes, type SupervisorLink } from '../sandboxes/web/provider.ts'
import { Supervisor } from '../sandboxes/web/supervisor.ts'
import { webPackages } from './web-packages.ts'

/** What the engine sends. */
export type ToHome =
  | {
      readonly type: 'home'
      readonly options: HomeOptions
      readonly mailbox: SharedArrayBuffer | null
      /** Null where the page has none. */
      readonly beside: BesideFiles | null
    }
  /** A supervisor in a frame. */
  | { readonly type: 'supervisor' }
  /** No frame: supervise here, guests starting from this address. */
  | { readonly type: 'supervise-here'; readonly guestUrl: string }

/** What the home tells the engine. */
export interface FromHome {
  readonly type: 'supervisor-lost'
}

const tell = (message: FromHome): void => postMessage(message)
const sandboxes = createWebSandboxes(() => tell({ type: 'supervisor-lost' }))
/** Ports that nothing refers to are collected in Firefox. */
const kept: MessagePort[] = []

addEventListener('message', (event: MessageEvent<ToHome>) => {
  const [port] = event.ports
  const { data } = event
  if (port !== undefined) kept.push(port)
  if (data.type === 'home' && port !== undefined) open(data, port)
  else if (data.type === 'supervisor' && port !== undefined) sandboxes.connect(port)
  else if (data.type === 'supervise-here') sandboxes.connect(superviseHere(data.guestUrl))
})

function open({ options, mailbox, beside }: ToHome & { type: 'home' }, port: MessagePort): void {
  const { account, clock: mode, origin, seed, platform, resume } = options
  const clock = createClock({ host: workerTime, origin: resume?.time ?? origin, mode })
  const ids = createIds(seed === null ? Math.random : seededRandom(resume?.seed ?? seed))
  const emulator = createEmulator({
    clock,
    ids,
    sandboxes,
    account,
    ...(platform && { platform }),
    ...(resume && { resume }),
    ...(beside && { postgres: createWebPostgres(beside.postgres), packages: webPackages(beside.packages) }),
  })
  serveLink(emulator, port, mailbox)
}

function superviseHere(guestUrl: string): SupervisorLink {
  const link: SupervisorLink = { postMessage: message => supervisor.take(message), onmessage: null }
  const back = { postMessage: (data: unknown) => link.onmessage?.(new MessageEvent('message', { data })) }
  const supervisor = new Supervisor(back, () => new Worker(guestUrl))
  return link
}

const turns: (() => void)[] = []
const { port1, port2 } = new MessageChannel()
port1.onmessage = () => turns.shift()?.()
kept.push(port1, port2)

/** A worker's monotonic time; its timers are not throttled as a hidden page's are. */
const workerTime: HostTime = {
  now: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, Math.min(ms, LONGEST_TIMER_MS))
    return () => clearTimeout(timer)
  },
  hop: callback => {
    turns.push(callback)
    port2.postMessage(null)
  },
}

/** A longer timer would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647
