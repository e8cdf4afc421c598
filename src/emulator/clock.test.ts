import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createClock } from './clock.ts'
import type { ClockMode } from './commands.ts'
import { handTime } from './scripted-sandboxes.ts'

function build(mode: ClockMode) {
  const host = handTime(setImmediate)
  const clock = createClock({ host, origin: 1_000, mode })
  const fired: string[] = []
  const at = (time: number, name: string) => clock.at(time, () => fired.push(`${name} at ${clock.now()}`))
  const settle = async () => {
    for (let turns = 0; turns < 20; turns++) await turn()
  }
  return { host, clock, fired, at, settle }
}

describe('the clock', () => {
  test('stands while nobody runs, in lesson mode', async () => {
    const { host, clock, fired, at, settle } = build('lesson')
    at(1_010, 'a')
    await settle()
    host.advance(50)
    await settle()
    expect([clock.now(), fired]).toEqual([1_000, []])
  })

  test('flows with the host while someone runs', async () => {
    const { host, clock, fired, at, settle } = build('lesson')
    at(1_010, 'a')
    const runner = clock.runner(() => {})
    runner.runs()
    await settle()
    host.advance(20)
    await settle()
    runner.end()
    host.advance(20)
    expect([clock.now(), fired]).toEqual([1_020, ['a at 1020']])
  })

  test('always flows in real mode', async () => {
    const { host, clock, settle } = build('real')
    await settle()
    host.advance(7)
    expect(clock.now()).toBe(1_007)
  })

  test('jumps when everyone waits, in stepping mode, and tells who was waited for', async () => {
    const { clock, fired, at, settle } = build('stepping')
    at(1_500, 'limit')
    const runner = clock.runner(now => fired.push(`woken at ${now}`))
    runner.waits(1_200)
    await settle()
    expect([clock.now(), fired]).toEqual([1_200, ['woken at 1200']])
    runner.waits(9_000)
    await settle()
    expect(fired).toEqual(['woken at 1200', 'limit at 1500', 'woken at 9000'])
  })

  test('does not jump while one of several still runs or starts', async () => {
    const { clock, settle } = build('stepping')
    clock.runner(() => {}).waits(1_200)
    const starting = clock.runner(() => {})
    await settle()
    expect(clock.now()).toBe(1_000)
    starting.runs()
    await settle()
    expect(clock.now()).toBe(1_000)
    starting.end()
    await settle()
    expect(clock.now()).toBe(1_200)
  })

  test('does not jump to timers that nobody waits for', async () => {
    const { clock, at, settle } = build('stepping')
    at(5_000, 'idle end')
    await settle()
    expect(clock.now()).toBe(1_000)
  })

  test.each(['lesson', 'stepping', 'real'] as const)(
    'skips time in %s mode, firing what is due on the way',
    async mode => {
      const { clock, fired, at } = build(mode)
      at(3_000, 'b')
      at(2_000, 'a')
      at(2_000, 'a too')
      await clock.skip(900_000, true)
      expect(fired).toEqual(['a at 2000', 'a too at 2000', 'b at 3000'])
      expect(clock.now()).toBe(901_000)
    },
  )

  test('lets a skip pass in real time when nothing may jump', async () => {
    const { host, clock, settle } = build('real')
    let passed = false
    void clock.skip(100, false).then(() => {
      passed = true
    })
    await settle()
    host.advance(99)
    await settle()
    expect(passed).toBe(false)
    host.advance(1)
    await settle()
    expect(passed).toBe(true)
  })

  test('gives what a timer set off its turn before the next jump', async () => {
    const { clock, fired, settle } = build('stepping')
    const waiting = clock.runner(now => fired.push(`far at ${now}`))
    waiting.waits(10_000)
    clock.at(2_000, async () => {
      for (let hop = 0; hop < 5; hop++) await Promise.resolve()
      clock.at(2_500, () => fired.push(`set off at ${clock.now()}`))
    })
    await settle()
    expect(fired).toEqual(['set off at 2500', 'far at 10000'])
  })

  test('catches up with a guest that is ahead, and fires what became due by that', async () => {
    const { host, clock, fired, at, settle } = build('lesson')
    at(1_010, 'a')
    clock.runner(() => {}).runs()
    clock.catchUp(1_012)
    clock.catchUp(1_005)
    expect(clock.now()).toBe(1_012)
    await settle()
    host.advance(3)
    expect([clock.now(), fired]).toEqual([1_015, ['a at 1012']])
  })

  test('does not fire what was cancelled', async () => {
    const { clock, fired, at } = build('lesson')
    at(2_000, 'a')()
    await clock.skip(5_000, true)
    expect(fired).toEqual([])
  })
})
