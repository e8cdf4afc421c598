/** A run that happens in another window, followed here by its events. */
import type { EmulatorEvent } from '../emulator/events.ts'
import { emptyPicture, extendPicture } from '../emulator/folds/extend-picture.ts'
import type { Picture } from '../emulator/folds/picture.ts'

/** What is told of a run. */
export interface RunFollower {
  /** A list of events begins anew. */
  begins(): void
  /** Events came; this is the picture after them. */
  seen(events: readonly EmulatorEvent[], picture: Picture): void
}

/** Folds the events of one run after another into the picture, and notices where one is missing. */
export class FollowedRun {
  readonly #follower: RunFollower
  #run = 0
  #picture = emptyPicture()

  constructor(follower: RunFollower) {
    this.#follower = follower
  }

  /** The picture after the last event that was taken. */
  get picture(): Picture {
    return this.#picture
  }

  /**
   * Takes events of run number `run`, in order; those that were taken before are passed over, a higher run begins anew.
   * False where one between is missing: nothing was taken, and the whole list has to be asked for.
   */
  take(run: number, events: readonly EmulatorEvent[]): boolean {
    if (run < this.#run) return true
    if (run > this.#run) {
      this.#run = run
      this.#picture = emptyPicture()
      this.#follower.begins()
      this.#follower.seen([], this.#picture)
    }
    const next = events.filter(({ seq }) => seq > this.#picture.seq)
    if (next.some(({ seq }, index) => seq !== this.#picture.seq + index + 1)) return false
    this.#picture = next.reduce(extendPicture, this.#picture)
    if (next.length > 0) this.#follower.seen(next, this.#picture)
    return true
  }
}
