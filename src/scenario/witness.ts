/** Folds the events of a link into the picture, and keeps what each invocation left its environment with. */
import type { InvocationResult } from '../emulator/commands.ts'
import type { EmulatorEvent } from '../emulator/events.ts'
import { emptyPicture, extendPicture } from '../emulator/folds/extend-picture.ts'
import type { EnvironmentPicture, Picture } from '../emulator/folds/picture.ts'
import type { Link } from '../link/link.ts'
import type { InvocationObservation } from './observation.ts'

/** Folds the events of a run into the picture that expectations are checked against. */
export class Witness {
  #picture: Picture
  readonly #unsubscribe: () => void
  /** The invocation that an environment served last, by environment. */
  readonly #served: Map<string, string>
  /** The environment as an invocation left it, by request id: until the next one is placed there. */
  readonly #left: Map<string, EnvironmentPicture>

  /** Watches from now on; behind what another has seen, if one emulator goes on where another ended. */
  constructor(link: Link, before: Witness | null = null) {
    this.#picture = before?.picture ?? emptyPicture()
    this.#served = new Map(before === null ? [] : before.#served)
    this.#left = new Map(before === null ? [] : before.#left)
    this.#unsubscribe = link.subscribe(events => {
      for (const event of events) this.#see(event)
    })
  }

  /** The picture after the last event that arrived. */
  get picture(): Picture {
    return this.#picture
  }

  /** What was seen of an invocation that is over. */
  observe(invocation: InvocationResult): InvocationObservation {
    return { invocation, environment: this.#left.get(invocation.requestId) ?? null }
  }

  close(): void {
    this.#unsubscribe()
  }

  #see(event: EmulatorEvent): void {
    this.#picture = extendPicture(this.#picture, event)
    if (!('environment' in event) || event.type === 'environment-reclaimed') return
    if (event.type === 'invocation-placed') this.#served.set(event.environment, event.requestId)
    const requestId = this.#served.get(event.environment)
    const environment = this.#picture.environments.find(({ id }) => id === event.environment)
    if (requestId !== undefined && environment !== undefined) this.#left.set(requestId, environment)
  }
}
