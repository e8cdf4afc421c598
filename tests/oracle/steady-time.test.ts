import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PACE, SteadyTime } from './steady-time.ts'

let used: number
let time: SteadyTime

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  used = 0
  time = new SteadyTime(() => used)
})
afterEach(() => {
  time.stop()
  vi.useRealTimers()
})

/** So long on the machine, the guests working for `work` of it. */
function pass(ms: number, work: number): void {
  for (let passed = 0; passed < ms; passed += 5) {
    used += (5 * work) / ms
    vi.advanceTimersByTime(5)
  }
}

test('time stands while a guest works for what a step may cost, step after step', () => {
  for (let step = 0; step < 5; step++) {
    time.step()
    pass(PACE.freeMs * 3, PACE.freeMs)
  }
  expect(time.now()).toBe(0)
})

test('a busy guest comes to what is to be done, and no further at once', () => {
  const seen: number[] = []
  time.after(3_000, () => seen.push(time.now()))
  pass(5_000, 5_000)
  expect(seen).toEqual([3_000])
  expect(time.now()).toBeGreaterThan(3_000)
})

test('guests that only sleep come to it too', () => {
  const seen: number[] = []
  time.after(3_000, () => seen.push(time.now()))
  pass(5_000, 0)
  expect(seen).toEqual([3_000])
})

test('what was called off is not done', () => {
  const off = time.after(10, () => expect.unreachable())
  off()
  pass(5_000, 0)
})
