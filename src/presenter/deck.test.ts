import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Slide } from '../lesson/slide.ts'
import { CODE_SIZES, type DeckCommand, type DeckState, FIRST, focusOf, nextStep, obey } from './deck.ts'

const slide = (id: string, steps: Slide['steps'], continues = false): Slide => {
  return { id, title: id, minutes: 1, steps, continues }
}
const SLIDES = [
  slide('first', [{ focus: '1' }, { send: '?message=hoge' }]),
  slide('second', [{ send: '?message=fuga' }, { code: 'solution' }, { focus: '2-3' }], true),
  slide('third', [{ skip: 900_000 }]),
]

/** Obeys one after another; the state, and the actions of the last one. */
function talk(...names: readonly (DeckCommand | Exclude<DeckCommand['name'], 'go'>)[]) {
  let obeyed = { state: FIRST, actions: obey(SLIDES, FIRST, { name: 'blackout' }).actions }
  for (const name of names) obeyed = obey(SLIDES, obeyed.state, typeof name === 'string' ? { name } : name)
  return obeyed
}

describe('a deck', () => {
  test('takes step by step what a slide has, then turns to the next', () => {
    expect(talk('next')).toEqual({ state: { ...FIRST, step: 1 }, actions: [] })
    expect(talk('next', 'next').actions).toEqual([{ type: 'run', run: { send: '?message=hoge' } }])
    expect(talk('next', 'next', 'next')).toEqual({ state: { ...FIRST, slide: 1 }, actions: [] })
  })

  test('begins anew on a slide that does not go on with the one before', () => {
    const { state, actions } = talk({ name: 'go', slide: 1, step: 3 }, 'next')
    expect(state).toMatchObject({ slide: 2, step: 0 })
    expect(actions).toEqual([{ type: 'restart', runs: [] }])
  })

  test('stays at its end', () => {
    const end = talk({ name: 'go', slide: 2, step: 1 }).state
    expect(obey(SLIDES, end, { name: 'next' })).toEqual({ state: end, actions: [] })
    expect(nextStep(SLIDES, end)).toBeNull()
  })

  test('undoes nothing on the way back, and shows the slide before as it was left', () => {
    expect(talk('next', 'next', 'next', 'back')).toEqual({ state: { ...FIRST, step: 2 }, actions: [] })
    expect(talk('back')).toEqual({ state: FIRST, actions: [] })
  })

  test('jumps to what would have run on the way, since the slide that began anew', () => {
    const { actions } = talk({ name: 'go', slide: 1, step: 2 })
    expect(actions).toEqual([
      { type: 'restart', runs: [{ send: '?message=hoge' }, { send: '?message=fuga' }, { code: 'solution' }] },
    ])
    expect(talk('last').actions).toEqual([{ type: 'restart', runs: [] }])
  })

  test('goes back to before the last run', () => {
    const { state, actions } = talk({ name: 'go', slide: 1, step: 3 }, 'reset')
    expect(state).toMatchObject({ slide: 1, step: 1 })
    expect(actions).toEqual([{ type: 'restart', runs: [{ send: '?message=hoge' }, { send: '?message=fuga' }] }])
  })

  test('types the next code, with what lies before it', () => {
    const { state, actions } = talk({ name: 'go', slide: 1, step: 0 }, 'type')
    expect(state).toMatchObject({ slide: 1, step: 2 })
    expect(actions.map(action => action.type)).toEqual(['run', 'run'])
    expect(talk('type').actions).toEqual([])
  })

  test('points at the lines of the last such step', () => {
    expect(focusOf(SLIDES, FIRST)).toBeNull()
    expect(focusOf(SLIDES, { ...FIRST, step: 2 })).toBe('1')
    expect(focusOf(SLIDES, { ...FIRST, slide: 1, step: 3 })).toBe('2-3')
  })

  test('is never outside its slides, steps and sizes, whatever is asked', () => {
    const names = [
      'next',
      'back',
      'first',
      'last',
      'reset',
      'type',
      'blackout',
      'contrast',
      'larger',
      'smaller',
    ] as const
    const command = fc.oneof(
      fc.constantFrom(...names).map((name): DeckCommand => ({ name })),
      fc.record({ name: fc.constant('go' as const), slide: fc.integer(), step: fc.integer() }),
    )
    fc.assert(
      fc.property(fc.array(command), commands => {
        const state = commands.reduce<DeckState>((now, each) => obey(SLIDES, now, each).state, FIRST)
        const steps = SLIDES[state.slide]?.steps.length ?? -1
        expect(state.step).toBeGreaterThanOrEqual(0)
        expect(state.step).toBeLessThanOrEqual(steps)
        expect(state.codeSize).toBeGreaterThanOrEqual(CODE_SIZES.smallest)
        expect(state.codeSize).toBeLessThanOrEqual(CODE_SIZES.largest)
      }),
    )
  })
})
