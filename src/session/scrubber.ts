/** Moves through a list of events: back and forth in the page's own, or through the run of a check. */
import type { EmulatorEvent } from '../emulator/events.ts'
import { Recording } from './recording.ts'
import type { View } from './view.ts'

/** From one stop to the next while it plays by itself, ms. */
const PLAYED_STEP_MS = 650

/** The look at one session. */
export class Scrubber {
  readonly #view: View
  #recording: Recording
  /** True where the list is another than the page's own. */
  #other = false
  #count = 0
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(view: View) {
    this.#view = view
    this.#recording = new Recording(view.events)
    view.$look.listen(look => {
      if (look === null) this.#leave()
    })
  }

  /** Shows the moment after the event of this number; the end of the page's own list is now. */
  moveTo(seq: number): void {
    this.pause()
    this.#begin()
    this.#show(this.#recording.countUpTo(seq))
  }

  /** Goes some stops forth, or back where negative. */
  step(stops: number): void {
    this.pause()
    this.#begin()
    this.#stepOn(stops)
  }

  /** Shows the beginning. */
  toStart(): void {
    this.pause()
    this.#begin()
    this.#show(0)
  }

  /** Shows the end: now, or the end of the run. */
  toEnd(): void {
    this.pause()
    this.#begin()
    this.#show(this.#recording.events.length)
  }

  /** Shows another list from its end, until {@link View.toNow}. */
  watch(events: readonly EmulatorEvent[]): void {
    this.pause()
    this.#recording = new Recording(events)
    this.#other = true
    this.#show(events.length)
  }

  /** Goes on by itself, from the beginning where it stands at the end. */
  play(): void {
    this.pause()
    this.#begin()
    if (this.#count === this.#recording.events.length) this.#count = 0
    this.#timer = setInterval(() => this.#stepOn(1), PLAYED_STEP_MS)
    this.#show(this.#count)
  }

  pause(): void {
    if (this.#timer === undefined) return
    clearInterval(this.#timer)
    this.#timer = undefined
    const look = this.#view.$look.get()
    if (look !== null) this.#view.$look.set({ ...look, playing: false })
  }

  /** A look at the page's own list begins where it is now. */
  #begin(): void {
    if (this.#view.$look.get() !== null) return
    // What was kept of the list still holds, unless another has begun.
    if (this.#recording.events !== this.#view.events) this.#recording = new Recording(this.#view.events)
    this.#count = this.#recording.events.length
  }

  #stepOn(stops: number): void {
    let count = this.#count
    for (let left = Math.abs(stops); left > 0; left--) count = this.#recording.stopFrom(count, stops > 0 ? 1 : -1)
    this.#show(count)
  }

  #show(count: number): void {
    this.#count = count
    const { events } = this.#recording
    if (count === events.length && !this.#other) {
      this.#view.toNow()
      return
    }
    if (count === events.length) {
      clearInterval(this.#timer)
      this.#timer = undefined
    }
    this.#view.$look.set({
      picture: this.#recording.pictureAfter(count),
      event: events[count - 1] ?? null,
      whole: this.#other ? this.#recording.pictureAfter(events.length) : null,
      playing: this.#timer !== undefined,
    })
  }

  #leave(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#other = false
  }
}
