import { expect, test } from 'vitest'
import { SleepWatch } from './sleep-watch.ts'

const looks = (watch: SleepWatch, ...seen: readonly (number | null)[]) => seen.map(ms => watch.look(ms, 1_000))

test('a guest waits when it sleeps for the same timer in three looks, and that is told once', () => {
  expect(looks(new SleepWatch(), 50, 50, 50, 50)).toEqual([null, null, 1_050, null])
})

test('one that works in between, or sleeps for another timer, is looked at anew', () => {
  const watch = new SleepWatch()
  expect(looks(watch, 50, 50, null, 50, 50, 20, 20, 20)).toEqual([null, null, null, null, null, null, null, 1_020])
  watch.wake()
  expect(looks(watch, 20, 20, 20)).toEqual([null, null, 1_020])
})

test('one without a timer waits for ever', () => {
  const forever = Number.POSITIVE_INFINITY
  expect(looks(new SleepWatch(), forever, forever, forever)).toEqual([null, null, forever])
})
