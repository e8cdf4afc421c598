/**
 * What is looked at: the picture as it is now, a moment of the same list, or the run of a check. Every picture is a fold of
 * a prefix of a list; nothing that is looked at changes what is true. How moments are found is loaded with the first look.
 */
import { atom, computed, type ReadableAtom } from 'nanostores'
import type { EmulatorEvent } from '../emulator/events.ts'
import type { Picture } from '../emulator/folds/picture.ts'
import type { LessonSubject } from '../lesson/lesson.ts'
import type { Scrubber } from './scrubber.ts'

/** A look at something else than now. */
export interface Look {
  /** The picture of that moment. */
  readonly picture: Picture
  /** The last event that is in it; null before the first. */
  readonly event: EmulatorEvent | null
  /** The picture after the whole of another list; null where the moment is one of the page's own list. */
  readonly whole: Picture | null
  /** True while it goes on by itself. */
  readonly playing: boolean
}

/** What can be looked at: a session, or a recording that no engine stands behind. */
export interface Viewed {
  readonly view: View
  readonly subject: Pick<LessonSubject, 'locale'>
}

/** The list of a session's events, and what is looked at. */
export class View {
  /** Null while it follows what happens now. */
  readonly $look = atom<Look | null>(null)
  /** What cards, log, values and response show. */
  readonly $picture: ReadableAtom<Picture>
  /** The whole list behind it, up to its end: what the timeline spans. */
  readonly $whole: ReadableAtom<Picture>
  #events: EmulatorEvent[] = []
  #scrubber: Promise<Scrubber> | null = null

  constructor($now: ReadableAtom<Picture>) {
    this.$picture = computed([$now, this.$look], (now, look) => look?.picture ?? now)
    this.$whole = computed([$now, this.$look], (now, look) => look?.whole ?? now)
  }

  /** Every event of the page's own list, in order. */
  get events(): readonly EmulatorEvent[] {
    return this.#events
  }

  /** Keeps what happened. */
  add(events: readonly EmulatorEvent[]): void {
    this.#events.push(...events)
  }

  /** Another list begins: an engine was started. */
  clear(): void {
    this.#events = []
    this.toNow()
  }

  /** Follows again what happens now. */
  toNow(): void {
    if (this.$look.get() !== null) this.$look.set(null)
  }

  /** Moves through the list. */
  scrubber(): Promise<Scrubber> {
    this.#scrubber ??= import('./scrubber.ts').then(({ Scrubber: Made }) => new Made(this))
    return this.#scrubber
  }
}
