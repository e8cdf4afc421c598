import { expect, test } from 'vitest'
import { GuestClock } from './clock.ts'

/** A clock whose real time is set by the test. */
function clockOf(real: { ms: number }): GuestClock {
  return new GuestClock({
    realNow: () => real.ms,
    wake: () => () => {},
    hop: callback => callback(),
    release: () => {},
  })
}

test('goes on with real time from where it was set', () => {
  const real = { ms: 5_000 }
  const clock = clockOf(real)
  clock.set(100)
  real.ms += 62
  expect(clock.now()).toBe(162)
  clock.set(900)
  expect(clock.now()).toBe(900)
})

test('never shows a time before one that was read, whatever it is set to', () => {
  const real = { ms: 0 }
  const clock = clockOf(real)
  clock.set(100)
  real.ms += 62
  expect(clock.now()).toBe(162)
  // The emulator, whose clock started later, has not come so far.
  clock.set(160)
  expect(clock.now()).toBe(162)
  real.ms += 1
  expect(clock.now()).toBe(163)
})

test('may be set to less than has passed while nobody looked', () => {
  const real = { ms: 0 }
  const clock = clockOf(real)
  clock.set(100)
  real.ms += 62
  clock.set(130)
  expect(clock.now()).toBe(130)
})
