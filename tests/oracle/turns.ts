/**
 * Guests of one replay take turns: one at a time does its step, until it waits or answers, in the order in which they were
 * told to. What happens at the same virtual instant then has one order, whatever the machine makes of it.
 */
import type { Sandbox, SandboxCommand, SandboxProvider, SandboxReport } from '../../src/emulator/sandbox.ts'
import type { SteadyTime } from './steady-time.ts'

/** A guest that reported one of these does nothing until its next command. */
const ENDS_TURN: ReadonlySet<SandboxReport['type']> = new Set(['waiting', 'inited', 'init-failed', 'done', 'ended'])
/** Turns of the event loop before a command goes down: what the clock has for the same instant comes first. */
const HOPS = 8

/** `provider`, its guests taking turns under `time`; `now` is the emulator's. */
export function takingTurns(provider: SandboxProvider, time: SteadyTime, now: () => number): SandboxProvider {
  const turns = new Turns(time)
  time.onFlow = () => turns.flow(now())
  return {
    engine: provider.engine,
    start: (options, report) => new Taker(turns, taker => provider.start(options, taker), report),
    close: () => provider.close(),
  }
}

class Turns {
  readonly #time: SteadyTime
  readonly #queue: { readonly taker: Taker; readonly command: SandboxCommand }[] = []
  readonly #waiting = new Map<Taker, number>()
  #current: Taker | null = null
  #hopping = false

  constructor(time: SteadyTime) {
    this.#time = time
  }

  add(taker: Taker, command: SandboxCommand): void {
    this.#waiting.delete(taker)
    this.#queue.push({ taker, command })
    this.#next()
  }

  /** Its turn is over; `due` is when it must go on by itself. */
  end(taker: Taker, due: number | null): void {
    this.#time.step()
    if (due === null) this.#waiting.delete(taker)
    else this.#waiting.set(taker, due)
    if (this.#current === taker) this.#current = null
    this.#next()
  }

  drop(taker: Taker): void {
    for (let at = this.#queue.length - 1; at >= 0; at--) if (this.#queue[at]?.taker === taker) this.#queue.splice(at, 1)
    this.end(taker, null)
  }

  /** Time goes on because one of them is busy: it keeps no other from its turn, and who waits comes to its time. */
  flow(now: number): void {
    this.#current = null
    for (const [taker, due] of this.#waiting) if (due <= now) taker.goOn(now)
    this.#next()
  }

  #next(): void {
    if (this.#hopping || this.#current !== null || this.#queue.length === 0) return
    this.#hopping = true
    const hop = (left: number): void => void setImmediate(() => (left > 0 ? hop(left - 1) : this.#begin()))
    hop(HOPS)
  }

  #begin(): void {
    this.#hopping = false
    const next = this.#current === null ? this.#queue.shift() : undefined
    if (next === undefined) return
    this.#current = next.taker
    this.#time.step()
    next.taker.take(next.command)
  }
}

class Taker implements Sandbox {
  readonly #turns: Turns
  readonly #sandbox: Sandbox
  readonly #report: (report: SandboxReport) => void

  constructor(
    turns: Turns,
    start: (report: (report: SandboxReport) => void) => Sandbox,
    report: (report: SandboxReport) => void,
  ) {
    this.#turns = turns
    this.#report = report
    this.#sandbox = start(reported => {
      report(reported)
      if (ENDS_TURN.has(reported.type)) turns.end(this, reported.type === 'waiting' ? reported.due : null)
    })
  }

  send(command: SandboxCommand): void {
    this.#turns.add(this, command)
  }

  /** Its turn has come. */
  take(command: SandboxCommand): void {
    this.#sandbox.send(command)
  }

  /** What it waits for has come, though nobody jumped there: `started` tells the emulator that it runs again. */
  goOn(now: number): void {
    this.#report({ type: 'started', now })
    this.send({ type: 'advance', now })
  }

  async stop(): Promise<void> {
    this.#turns.drop(this)
    await this.#sandbox.stop()
  }
}
