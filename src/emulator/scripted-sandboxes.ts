/**
 * A sandbox provider whose runtimes do what a test says, and a host whose time is moved by hand.
 * For tests of the emulator: no thread, no real time.
 */
import type { HostTime } from './clock.ts'
import type { InvokeCommand, Sandbox, SandboxCommand, SandboxProvider, SandboxReport } from './sandbox.ts'

/** What one scripted runtime does with a command; it reports at once, later, or never. */
export type Script = (command: SandboxCommand, report: (report: SandboxReport) => void, runtime: number) => void

/** A provider that remembers what it was told. */
export interface ScriptedSandboxes extends SandboxProvider {
  /** Every command that was sent, with the number of its runtime (1, 2 …). */
  readonly sent: readonly { readonly runtime: number; readonly command: SandboxCommand }[]
  readonly stopped: readonly number[]
}

/** What a scripted runtime still reports while it is being stopped. */
export type LastWords = (report: (report: SandboxReport) => void, runtime: number) => void

/** A provider each of whose runtimes follows `script`. */
export function scriptedSandboxes(script: Script, lastWords: LastWords = () => {}): ScriptedSandboxes {
  const sent: { runtime: number; command: SandboxCommand }[] = []
  const stopped: number[] = []
  let runtimes = 0
  const start = (_options: unknown, report: (report: SandboxReport) => void): Sandbox => {
    const runtime = ++runtimes
    return {
      send: command => {
        sent.push({ runtime, command })
        script(command, report, runtime)
      },
      stop: async () => {
        // However often it is told to stop, no report follows the first time.
        if (!stopped.includes(runtime)) lastWords(report, runtime)
        stopped.push(runtime)
      },
    }
  }
  return { engine: 'node', sent, stopped, start, close: async () => {} }
}

/** Reports of a runtime that starts, inits in `ms` and finds its handler. */
export function inits(command: SandboxCommand, report: (report: SandboxReport) => void, ms = 0): boolean {
  if (command.type !== 'init') return false
  report({ type: 'started', now: command.now })
  report({ type: 'inited', now: command.now + ms, moduleScope: [] })
  return true
}

/** The report of a handler that returned `value` after `ms`. */
export function answers(command: InvokeCommand, value: unknown, ms = 1): SandboxReport {
  const payload = JSON.stringify(value)
  const { requestId } = command
  return { type: 'done', now: command.now + ms, requestId, payload, error: null, moduleScope: [], pending: [] }
}

/** Time that stands until it is moved; hops are real macrotask turns, so that promises settle in between. */
export function handTime(hop: (callback: () => void) => void): HostTime & { advance(ms: number): void } {
  let now = 0
  const timers = new Set<{ due: number; callback: () => void }>()
  return {
    now: () => now,
    hop,
    after: (ms, callback) => {
      const timer = { due: now + ms, callback }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance: ms => {
      now += ms
      for (const timer of [...timers].sort((a, b) => a.due - b.due)) {
        if (timer.due > now) continue
        timers.delete(timer)
        timer.callback()
      }
    },
  }
}
