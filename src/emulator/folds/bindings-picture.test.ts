import { describe, expect, test } from 'vitest'
import type { ModuleBinding } from '../sandbox.ts'
import { foldBindings, loseBindings } from './bindings-picture.ts'

const seen = (preview: string, changed = false, name = 'n'): ModuleBinding => {
  return { file: 'index.mjs', name, preview, readable: true, changed }
}
const first = { file: 'index.mjs', name: 'n', history: ['0'], readable: true, changed: false, lost: false }

describe('the values of module scope', () => {
  test('begin with one value each, changed or not, and do not flash', () => {
    expect(foldBindings([], [seen('0', true)], 20)).toEqual([first])
  })

  test.each<[string, ModuleBinding, { history: string[]; changed: boolean }]>([
    ['stays', seen('0'), { history: ['0'], changed: false }],
    ['changes', seen('1', true), { history: ['0', '1'], changed: true }],
    // The walk has a budget; the preview may tell what it missed.
    ['shows otherwise, though no change was found', seen('1'), { history: ['0', '1'], changed: true }],
    ['changes where the preview does not show it', seen('0', true), { history: ['0', '0'], changed: true }],
  ])('keep the history of one that %s', (_what, next, expected) => {
    expect(foldBindings([first], [next], 20)).toEqual([{ ...first, ...expected }])
  })

  test('compare with the last value, not with the first', () => {
    const before = { ...first, history: ['0', '1'] }
    expect(foldBindings([before], [seen('0')], 20)[0]?.history).toEqual(['0', '1', '0'])
    expect(foldBindings([before], [seen('1')], 20)[0]?.history).toEqual(['0', '1'])
  })

  test('keep the newest of a long history', () => {
    const before = { ...first, history: ['0', '1', '2'] }
    expect(foldBindings([before], [seen('3', true)], 3)[0]?.history).toEqual(['1', '2', '3'])
  })

  test('are told apart by file and name', () => {
    const before = [first, { ...first, file: 'lib.mjs', history: ['a'] }, { ...first, name: 'm', history: ['b'] }]
    const after = foldBindings(before, [seen('c', true, 'm'), { ...seen('a'), file: 'lib.mjs' }], 20)
    expect(after).toEqual([
      { ...first, name: 'm', history: ['b', 'c'], changed: true },
      { ...first, file: 'lib.mjs', history: ['a'] },
    ])
  })

  test('say what cannot be read', () => {
    const unreadable = { ...seen('<uninitialized>'), readable: false }
    expect(foldBindings([first], [unreadable], 20)[0]).toMatchObject({
      readable: false,
      history: ['0', '<uninitialized>'],
    })
  })

  test('are lost with their runtime, and begin afresh in the next', () => {
    const lost = loseBindings([{ ...first, history: ['0', '1'], changed: true }])
    expect(lost).toEqual([{ ...first, history: ['0', '1'], lost: true }])
    expect(foldBindings(lost, [seen('0')], 20)).toEqual([first])
  })
})
