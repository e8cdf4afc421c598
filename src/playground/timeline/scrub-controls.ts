/** What the slider of the timeline does; loaded with the first look at another moment. */
import type { Scrubber } from '../../session/scrubber.ts'
import type { Look, View } from '../../session/view.ts'
import type { Locale } from '../../ui/locale.ts'
import { momentText } from './moment-text.ts'
import type { Scale } from './scale.ts'

/** Stops that Page Up and Page Down go. */
const PAGE_STOPS = 10
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -PAGE_STOPS,
  PageUp: PAGE_STOPS,
}

export interface ScrubControls {
  /** Moves to a place of the lanes, in percent. */
  moveTo(position: number, scale: Scale): void
  /** Does what a key of a slider does. */
  press(key: string): void
  /** Where a look stands on the lanes, in percent. */
  positionOf(look: Look, scale: Scale): number
  /** The moment in words. */
  about(look: Look): string
}

export function createControls(view: View, scrubber: Scrubber, locale: Locale): ScrubControls {
  return {
    moveTo: (position, scale) => scrubber.moveTo(position >= 100 ? view.$whole.get().seq : seqAt(position, scale)),
    press: key => {
      const stops = STEPS[key]
      if (stops !== undefined) scrubber.step(stops)
      else if (key === 'Home') scrubber.toStart()
      else scrubber.toEnd()
    },
    positionOf: (look, scale) => positionAt(look.picture.seq, scale),
    about: look => momentText(look, locale),
  }
}

/** Events between two moments of the lanes stand evenly between them. */
export function positionAt(seq: number, scale: Scale): number {
  const { moments } = scale
  const next = moments.findIndex(moment => moment.seq > seq)
  if (next === 0) return 0
  const before = moments[(next < 0 ? moments.length : next) - 1]
  const after = next < 0 ? undefined : moments[next]
  if (before === undefined) return 100
  const from = scale.at(before.seq)
  if (after === undefined || !Number.isFinite(after.seq)) return from
  return from + ((scale.at(after.seq) - from) * (seq - before.seq)) / (after.seq - before.seq)
}

/** The last event that stands at or before a position; 0 is before every event. */
export function seqAt(position: number, scale: Scale): number {
  const { moments } = scale
  const placed = moments.filter(moment => Number.isFinite(moment.seq))
  const index = placed.findLastIndex(moment => scale.at(moment.seq) <= position)
  const before = placed[index]
  if (before === undefined || position <= 0) return 0
  const after = placed[index + 1]
  if (after === undefined) return before.seq
  const from = scale.at(before.seq)
  const share = (position - from) / Math.max(scale.at(after.seq) - from, Number.EPSILON)
  return before.seq + Math.floor(share * (after.seq - before.seq))
}
