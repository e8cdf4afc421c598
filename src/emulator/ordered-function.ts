/**
 * A function that does what its event orders, for tests of the emulator: its file's text is the orders of its init, its
 * event (or the body of a URL's event) those of an invocation. It takes the virtual time that it is told.
 */
import type {
  FunctionErrorPayload,
  PendingTimer,
  RuntimeExit,
  SandboxCommand,
  SandboxReport,
  TmpChange,
} from './sandbox.ts'
import type { Script } from './scripted-sandboxes.ts'

/** What to do. Everything is optional: nothing ordered is an init, or an answer of null, in no time. */
export interface Orders {
  /** Virtual ms that it works. */
  readonly ms?: number
  /** Virtual ms that it waits before it ends, so that time may be jumped over. */
  readonly waits?: number
  readonly never?: boolean
  readonly answer?: unknown
  /** Characters of an answer that is text. */
  readonly answerLength?: number
  readonly fails?: FunctionErrorPayload
  readonly exits?: RuntimeExit
  readonly logs?: readonly string[]
  readonly tmp?: readonly TmpOrder[]
  /** Top-level values: name to preview. */
  readonly scope?: Readonly<Record<string, string>>
  readonly pending?: readonly PendingTimer[]
  readonly late?: readonly PendingTimer[]
}

/** A change of `/tmp`; what is written is text. */
export type TmpOrder = Exclude<TmpChange, { kind: 'write' }> | { readonly write: string; readonly text: string }

type Work = SandboxCommand & { type: 'init' | 'invoke' }
type Report = (report: SandboxReport) => void

/** The script; a fresh one for each emulator. */
export function orderedFunction(): Script {
  const waiting = new Map<number, (now: number) => void>()
  return (command, report, runtime) => {
    // It calls nothing outside.
    if (command.type === 'outside') return
    if (command.type === 'advance') {
      waiting.get(runtime)?.(command.now)
      waiting.delete(runtime)
      return
    }
    if (command.type === 'init') report({ type: 'started', now: command.now })
    const orders = ordersOf(command)
    begin(orders, command, report)
    if (orders.never === true || orders.waits !== undefined) {
      const due = orders.never === true ? Number.POSITIVE_INFINITY : command.now + (orders.waits ?? 0)
      report({ type: 'waiting', now: command.now, due })
      waiting.set(runtime, now => end(orders, command, report, now + (orders.ms ?? 0)))
    } else end(orders, command, report, command.now + (orders.ms ?? 0))
  }
}

function ordersOf(command: Work): Orders {
  if (command.type === 'init') return JSON.parse(command.files[0]?.text ?? '{}')
  const event: Orders & { readonly body?: string } = JSON.parse(command.event)
  return typeof event.body === 'string' ? JSON.parse(event.body) : event
}

function begin({ late, logs = [], tmp = [] }: Orders, command: Work, report: Report): void {
  const requestId = command.type === 'invoke' ? command.requestId : null
  if (late !== undefined) report({ type: 'late', now: command.now, timers: late })
  for (const line of logs) report({ type: 'log', now: command.now, requestId, line })
  for (const each of tmp) report({ type: 'tmp', now: command.now, change: changeOf(each) })
}

function changeOf(order: TmpOrder): TmpChange {
  if (!('write' in order)) return order
  return { kind: 'write', path: order.write, position: 0, bytes: new TextEncoder().encode(order.text) }
}

function end(
  { exits, fails, answer, answerLength, scope = {}, pending = [] }: Orders,
  command: Work,
  report: Report,
  now: number,
): void {
  const moduleScope = Object.entries(scope).map(([name, preview]) => ({
    file: 'index.mjs',
    name,
    preview,
    readable: true,
    changed: command.type === 'invoke',
  }))
  if (exits !== undefined) report({ type: 'ended', now, exit: exits })
  else if (command.type === 'init') {
    report(fails === undefined ? { type: 'inited', now, moduleScope } : { type: 'init-failed', now, error: fails })
  } else {
    const { requestId } = command
    const value = answerLength === undefined ? (answer ?? null) : 'x'.repeat(answerLength)
    const payload = fails === undefined ? JSON.stringify(value) : null
    report({ type: 'done', now, requestId, payload, error: fails ?? null, moduleScope, pending })
  }
}
