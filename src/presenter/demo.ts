/**
 * The live half of a deck: does on a session what the deck's actions say, one after another and each to its end. What is
 * asked while it is at work waits for its turn; a restart drops what waits, since it says all that is to be.
 */
import type { Session } from '../session/session.ts'
import type { DeckAction, Run } from './deck.ts'

/** What a demo needs of the session. */
export type ShownFunction = Pick<Session, '$account' | '$query' | 'code' | 'request' | 'run' | 'startOver'>

/** Makes the request that a query stands for. */
export type RequestFor = (query: string) => Parameters<Session['request']>[0][number]

/** Does a deck’s actions on a session, in turn. */
export class Demo {
  readonly #session: ShownFunction
  readonly #requestFor: RequestFor
  #turn: Promise<void> = Promise.resolve()
  /** Counts restarts: what was asked before the last one is not done any more. */
  #beginning = 0

  constructor(session: ShownFunction, requestFor: RequestFor) {
    this.#session = session
    this.#requestFor = requestFor
  }

  /** Resolves when all of it is done. */
  do(actions: readonly DeckAction[]): Promise<void> {
    for (const action of actions) {
      const beginning = action.type === 'restart' ? ++this.#beginning : this.#beginning
      this.#turn = this.#turn.then(() => (beginning === this.#beginning ? this.#do(action, beginning) : undefined))
    }
    return this.#turn
  }

  async #do(action: DeckAction, beginning: number): Promise<void> {
    if (action.type === 'run') return this.#run(action.run)
    await this.#session.startOver(this.#session.$account.get())
    this.#session.code.restore()
    for (const run of action.runs) {
      if (beginning !== this.#beginning) return
      await this.#run(run)
    }
  }

  async #run(run: Run): Promise<void> {
    if ('send' in run) await this.#request(run.send, run.times ?? 1)
    else if ('twice' in run) await this.#request(run.twice, 2)
    else if ('skip' in run) await this.#session.run([{ type: 'idle', ms: run.skip, skip: true }])
    else if (run.code === 'solution') this.#session.code.solve()
    else this.#session.code.restore()
  }

  async #request(query: string, times: number): Promise<void> {
    this.#session.$query.set(query)
    await this.#session.request(Array.from({ length: times }, () => this.#requestFor(query)))
  }
}
