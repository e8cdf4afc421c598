import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from './durations.ts'

test.each([
  ['300ms', 300],
  ['2s', 2_000],
  ['15m', 900_000],
  ['2h', 7_200_000],
  ['1.5s', 1_500],
  ['0ms', 0],
])('%s is %i ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test.each(['', '15', '15min', '-2s', '2 s', '1e3ms', 's', '2S', '2d'])('%j is no duration', text => {
  expect(parseDuration(text)).toBeNull()
})

test.each([
  [900_000, '15m'],
  [7_200_000, '2h'],
  [1_500, '1500ms'],
  [0, '0ms'],
])('%i ms are shown as %s, and read back', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
  expect(parseDuration(text)).toBe(ms)
})
