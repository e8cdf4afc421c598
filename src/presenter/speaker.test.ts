import { expect, test } from 'vitest'
import { clockText, plannedMs } from './speaker.ts'

test.each([
  [0, '0:00'],
  [1_122_000, '18:42'],
  [3_725_000, '62:05'],
])('%d ms are %s', (ms, text) => {
  expect(clockText(ms)).toBe(text)
})

test('a pace says whether it is before or behind the plan', () => {
  expect(clockText(70_000, true)).toBe('+1:10')
  expect(clockText(-5_000, true)).toBe('−0:05')
})

test('the plan gives a slide its minutes, step by step', () => {
  const slides = [
    { id: 'a', title: '', minutes: 2, steps: [{ send: '' }], continues: false },
    { id: 'b', title: '', minutes: 3, steps: [{ send: '' }, { send: '' }], continues: false },
  ]
  expect(plannedMs(slides, { slide: 0, step: 0 })).toBe(0)
  expect(plannedMs(slides, { slide: 0, step: 1 })).toBe(60_000)
  expect(plannedMs(slides, { slide: 1, step: 0 })).toBe(120_000)
  expect(plannedMs(slides, { slide: 1, step: 2 })).toBe(240_000)
})
