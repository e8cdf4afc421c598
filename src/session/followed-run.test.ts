import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EmulatorEvent } from '../emulator/events.ts'
import { foldPicture } from '../emulator/folds/extend-picture.ts'
import { FollowedRun } from './followed-run.ts'

const event = (seq: number): EmulatorEvent => ({ type: 'time-skipped', ms: 1, seq, time: seq })
const LIST = Array.from({ length: 40 }, (_, index) => event(index + 1))

describe('a followed run', () => {
  test('takes nothing where an event is missing, and all of it with the whole list', () => {
    const run = new FollowedRun({ begins: () => {}, seen: () => {} })
    expect(run.take(1, LIST.slice(0, 3))).toBe(true)
    expect(run.take(1, LIST.slice(4, 6))).toBe(false)
    expect(run.picture.seq).toBe(3)
    expect(run.take(1, LIST.slice(0, 6))).toBe(true)
    expect(run.picture).toEqual(foldPicture(LIST.slice(0, 6)))
  })

  test('begins anew with a later run, and passes over what comes late from an earlier one', () => {
    const run = new FollowedRun({ begins: () => {}, seen: () => {} })
    run.take(1, LIST)
    expect(run.take(2, LIST.slice(0, 2))).toBe(true)
    expect(run.picture.seq).toBe(2)
    expect(run.take(1, LIST)).toBe(true)
    expect(run.picture.seq).toBe(2)
  })

  test('ends with the whole list, however pieces are repeated, dropped and asked for again', () => {
    const piece = fc.tuple(fc.nat(39), fc.nat(39)).map(([one, other]) => [Math.min(one, other), Math.max(one, other)])
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        const run = new FollowedRun({ begins: () => {}, seen: () => {} })
        for (const [from = 0, to = 0] of pieces) {
          if (!run.take(1, LIST.slice(from, to))) run.take(1, LIST.slice(0, to))
        }
        run.take(1, LIST)
        expect(run.picture).toEqual(foldPicture(LIST))
      }),
    )
  })
})
