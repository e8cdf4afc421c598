/** The address of a slide and a step: `#the-leak` or `#the-leak/2`. */
import type { Slide } from '../lesson/slide.ts'
import { type DeckState, FIRST } from './deck.ts'

/** Where an address points; the beginning where it names no slide. */
export function positionIn(slides: readonly Slide[], hash: string): DeckState {
  const [id = '', step = '0'] = hash.replace(/^#/, '').split('/')
  const slide = slides.findIndex(candidate => candidate.id === id)
  if (slide < 0) return FIRST
  const steps = slides[slide]?.steps.length ?? 0
  return { ...FIRST, slide, step: Math.min(Math.max(Number.parseInt(step, 10) || 0, 0), steps) }
}

/** The address of a place in the talk. */
export function addressOf(slides: readonly Slide[], { slide, step }: Pick<DeckState, 'slide' | 'step'>): string {
  const id = slides[slide]?.id ?? ''
  return step === 0 ? `#${id}` : `#${id}/${step}`
}
