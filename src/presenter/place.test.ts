import { expect, test } from 'vitest'
import { FIRST } from './deck.ts'
import { addressOf, positionIn } from './place.ts'

const SLIDES = [
  { id: 'first', title: '', minutes: 1, steps: [], continues: false },
  { id: 'the-leak', title: '', minutes: 1, steps: [{ send: '' }, { focus: '1' }], continues: false },
]

test.each([
  ['#the-leak', 1, 0],
  ['#the-leak/2', 1, 2],
  ['#the-leak/9', 1, 2],
  ['#the-leak/x', 1, 0],
  ['#nowhere/1', 0, 0],
  ['', 0, 0],
])('%s is slide %d, step %d', (hash, slide, step) => {
  expect(positionIn(SLIDES, hash)).toEqual({ ...FIRST, slide, step })
})

test('an address leads back to its place', () => {
  for (const place of [
    { slide: 0, step: 0 },
    { slide: 1, step: 0 },
    { slide: 1, step: 2 },
  ]) {
    expect(positionIn(SLIDES, addressOf(SLIDES, place))).toMatchObject(place)
  }
})
