import { atom } from 'nanostores'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EmulatorEvent } from '../emulator/events.ts'
import { foldPicture } from '../emulator/folds/extend-picture.ts'
import { View } from './view.ts'

const listOf = (count: number): EmulatorEvent[] =>
  Array.from({ length: count }, (_, index) => ({ type: 'time-skipped', ms: 1, seq: index + 1, time: index }))

async function opened(count: number) {
  const events = listOf(count)
  const $now = atom(foldPicture(events))
  const view = new View($now)
  view.add(events)
  const scrubber = await view.scrubber()
  return { view, scrubber, $now, seq: () => view.$picture.get().seq, whole: () => view.$whole.get().seq }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a moment is shown until now is asked for; what happens meanwhile stays true', async () => {
  const { view, scrubber, $now, seq, whole } = await opened(5)
  expect(seq()).toBe(5)
  scrubber.moveTo(2)
  expect([seq(), whole()]).toEqual([2, 5])
  view.add(listOf(6).slice(5))
  $now.set(foldPicture(listOf(6)))
  expect([seq(), whole()]).toEqual([2, 6])
  view.toNow()
  expect(seq()).toBe(6)
})

test('the end of the page’s own list is now', async () => {
  const { view, scrubber } = await opened(3)
  scrubber.step(-1)
  expect(view.$look.get()?.event?.seq).toBe(2)
  scrubber.step(1)
  expect(view.$look.get()).toBeNull()
  scrubber.toStart()
  expect(view.$look.get()).toMatchObject({ event: null, picture: { seq: 0 } })
  scrubber.toEnd()
  expect(view.$look.get()).toBeNull()
})

test('the run of a check stays at its end, plays by itself, and is left for now', async () => {
  const { view, scrubber, seq, whole } = await opened(3)
  scrubber.watch(listOf(8))
  expect([seq(), whole()]).toEqual([8, 8])
  scrubber.play()
  expect([seq(), view.$look.get()?.playing]).toEqual([0, true])
  vi.advanceTimersByTime(1_300)
  expect(seq()).toBe(2)
  scrubber.pause()
  expect(view.$look.get()?.playing).toBe(false)
  scrubber.play()
  vi.runAllTimers()
  expect([seq(), view.$look.get()?.playing]).toEqual([8, false])
  view.toNow()
  expect([seq(), whole()]).toEqual([3, 3])
  scrubber.step(-1)
  expect(seq(), 'the page’s own list again').toBe(2)
})

test('leaving stops what plays', async () => {
  const { view, scrubber } = await opened(3)
  scrubber.watch(listOf(8))
  scrubber.play()
  view.toNow()
  expect(vi.getTimerCount()).toBe(0)
  expect(view.$look.get()).toBeNull()
})

test('another list begins with another engine', async () => {
  const { view, scrubber, $now, seq } = await opened(3)
  scrubber.moveTo(1)
  view.clear()
  view.add(listOf(2))
  $now.set(foldPicture(listOf(2)))
  expect(seq()).toBe(2)
  scrubber.step(-1)
  expect(seq()).toBe(1)
})
