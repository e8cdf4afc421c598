import { expect, test } from 'vitest'
import { createIds, seededRandom } from './ids.ts'

test('ids of one seed repeat and have their shape', () => {
  const ids = createIds(seededRandom(1))
  const first = [ids.uuid(), ids.hex(32), ids.uuid()]
  const again = createIds(seededRandom(1))
  expect([again.uuid(), again.hex(32), again.uuid()]).toEqual(first)
  expect(first).toEqual([
    expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    expect.stringMatching(/^[0-9a-f]{32}$/),
    expect.stringMatching(/^[0-9a-f-]{36}$/),
  ])
  expect(new Set(first).size).toBe(3)
})

test('every digit and every variant can be drawn', () => {
  const drawn = (share: number): string => createIds(() => share).uuid()
  expect(drawn(0)).toBe('00000000-0000-4000-8000-000000000000')
  expect(drawn(0.999)).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
})

test('the numbers of a seed are those of mulberry32', () => {
  const random = seededRandom(1)
  expect([random(), random(), random()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522])
  expect(seededRandom(-1)()).toBe(seededRandom(4_294_967_295)())
})
