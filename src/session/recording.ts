/** A list of events that can be looked at from any of its moments. */
import type { EmulatorEvent } from '../emulator/events.ts'
import { emptyPicture, extendPicture } from '../emulator/folds/extend-picture.ts'
import type { Picture } from '../emulator/folds/picture.ts'

/** Events between two pictures that are kept: a look folds at most so many. */
export const CHECKPOINT_EVENTS = 128

/** Events after which there is nothing new to see on the page: a look does not stop there. */
const UNSEEN: ReadonlySet<EmulatorEvent['type']> = new Set([
  'function-deployed',
  'function-configured',
  'concurrency-reserved',
  'version-published',
  'provisioning',
  'invocation-placed',
  'thawed',
  'notice',
  'log',
])

/** The pictures of a list that may still grow. Pictures share what did not change, so that kept ones cost little. */
export class Recording {
  readonly events: readonly EmulatorEvent[]
  readonly #fold: typeof extendPicture
  /** The picture before each {@link CHECKPOINT_EVENTS}th event, as far as was looked. */
  readonly #kept: Picture[] = [emptyPicture()]

  constructor(events: readonly EmulatorEvent[], fold: typeof extendPicture = extendPicture) {
    this.events = events
    this.#fold = fold
  }

  /** The picture after the first `count` events. */
  pictureAfter(count: number): Picture {
    const wanted = Math.floor(Math.max(0, Math.min(count, this.events.length)) / CHECKPOINT_EVENTS)
    while (this.#kept.length <= wanted) {
      const begin = (this.#kept.length - 1) * CHECKPOINT_EVENTS
      this.#kept.push(this.#foldOn(this.#kept.at(-1) ?? emptyPicture(), begin, begin + CHECKPOINT_EVENTS))
    }
    return this.#foldOn(this.#kept[wanted] ?? emptyPicture(), wanted * CHECKPOINT_EVENTS, count)
  }

  /** How many events there are up to the event of this number (`seq`). */
  countUpTo(seq: number): number {
    const first = this.events[0]?.seq ?? 1
    return Math.max(0, Math.min(this.events.length, seq - first + 1))
  }

  /** The next (1) or last (-1) count from `count` at which something new is to be seen; the list's end where there is none. */
  stopFrom(count: number, direction: 1 | -1): number {
    for (let at = count + direction; at > 0 && at < this.events.length; at += direction) {
      const event = this.events[at - 1]
      if (event !== undefined && !UNSEEN.has(event.type)) return at
    }
    return direction === 1 ? this.events.length : 0
  }

  #foldOn(from: Picture, begin: number, end: number): Picture {
    let picture = from
    for (const event of this.events.slice(begin, end)) picture = this.#fold(picture, event)
    return picture
  }
}
