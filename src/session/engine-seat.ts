/**
 * The seat of the engine that answers a session: taken on the first command, watched, and given to another engine where
 * one waits and nothing hinders it.
 */
import { atom } from 'nanostores'
import type { ClockMode } from '../emulator/commands.ts'
import type { AccountConfiguration } from '../emulator/configuration.ts'
import type { EmulatorEvent } from '../emulator/events.ts'
import type { HandOver } from '../emulator/hand-over.ts'
import type { foldTicks } from '../lesson/ticks.ts'
import type { Engine, EngineState } from '../link/engine.ts'
import type { Link } from '../link/link.ts'
import type { Witness } from '../scenario/witness.ts'

/** Makes an engine for an account; its emulator goes on where another's ended, if it is given what that one handed over. */
export type EngineFactory = (account: Partial<AccountConfiguration>, resume?: HandOver) => Promise<Engine>

/** The engines that may take the seat, and what is told of it. */
export interface SeatOptions {
  /** Makes the engine, on the first command. */
  readonly engine: EngineFactory
  /** The engine that is ready to take over when edited code is deployed; null while none is. */
  readonly successor?: () => EngineFactory | null
  /** Called with the link to an engine whose list begins anew, before anything is sent. */
  readonly watch?: (link: Link) => void
  readonly account: () => Partial<AccountConfiguration>
  readonly clock: () => ClockMode
  /** A list of events begins anew. */
  begins(): void
  /** Events came; the witness has seen them. */
  seen(events: readonly EmulatorEvent[], witness: Witness): void
}

/** The engine that answers, and its link. */
export class EngineSeat {
  readonly $state = atom<EngineState>({ kind: 'idle' })
  /** Which engine answers, or would. */
  readonly $name = atom<Engine['name']>('embedded')
  readonly #options: SeatOptions
  #starting: Promise<Link> | null = null
  /** The started engine's; null while there is none. */
  link: Link | null = null
  witness: Witness | null = null
  /** Folds what is seen into ticks; null until an engine was started. */
  foldTicks: typeof foldTicks | null = null

  constructor(options: SeatOptions) {
    this.#options = options
  }

  /** Whether an engine has the seat, or is about to. */
  get isTaken(): boolean {
    return this.#starting !== null
  }

  /** The link to the engine, started if there is none. Rejects with its reason when it does not start. */
  take(): Promise<Link> {
    this.#starting ??= this.#start()
    return this.#starting
  }

  /**
   * Changes to the engine that waits to take over, where one does and nothing hinders it (DESIGN 6); gives the link to go
   * on with. Rejects where neither of them starts.
   */
  async handOver(link: Link): Promise<Link> {
    const successor = this.#options.successor?.() ?? null
    if (successor === null || this.$name.get() === 'webcontainer') return link
    const state = await handedOver(link)
    if (state === null) return link
    this.#starting = this.#goOn(successor, state)
    try {
      return await this.#starting
    } finally {
      await link.close()
    }
  }

  /** Nobody answers any more; the next command starts an engine afresh. */
  leave(state: EngineState): void {
    this.witness?.close()
    this.#starting = null
    this.link = null
    this.witness = null
    this.$state.set(state)
  }

  async #start(): Promise<Link> {
    this.$state.set({ kind: 'starting' })
    return this.#attach(await this.#options.engine(this.#options.account()), null)
  }

  /** Should the successor not start after all, the engine before goes on in its place. */
  async #goOn(successor: EngineFactory, state: HandOver): Promise<Link> {
    const account = this.#options.account()
    try {
      return await this.#attach(await successor(account, state), this.witness)
    } catch (error) {
      console.warn('The engine that was to take over did not start; the one before goes on.', error)
      return this.#attach(await this.#options.engine(account, state), this.witness)
    }
  }

  /** Starts it and watches its events, behind those that `before` has seen. */
  async #attach(engine: Engine, before: Witness | null): Promise<Link> {
    // Loaded beside the engine: a page weighs less before anything can be seen.
    const [link, sights] = await Promise.all([engine.start(), import('./sights.ts')])
    engine.onState(state => {
      // Of an engine that was ended, or has handed over, nothing more is told.
      if (this.link === link) this.$state.set(state)
    })
    before?.close()
    this.link = link
    this.foldTicks = sights.foldTicks
    this.$name.set(engine.name)
    this.$state.set(engine.state)
    if (before === null) this.#options.watch?.(link)
    const witness = new sights.Witness(link, before)
    this.witness = witness
    if (before === null) this.#options.begins()
    link.subscribe(events => this.#options.seen(events, witness))
    const mode = this.#options.clock()
    if (mode !== 'lesson') await link.send({ type: 'clock', mode })
    return link
  }
}

/** What the emulator behind the link hands over; null while something runs or lives there that it cannot. */
async function handedOver(link: Link): Promise<HandOver | null> {
  try {
    const reply = await link.send({ type: 'hand-over' })
    return reply.ok && reply.result.type === 'handed-over' ? reply.result.state : null
  } catch {
    // The link is lost: the next command says so.
    return null
  }
}
