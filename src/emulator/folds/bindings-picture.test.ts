import { describe, expect, test } from 'vitest'
import type { ModuleBinding } from '../sandbox.ts'
import { foldBindings, loseBindings } from './bindings-picture.ts'
import type { BindingPicture } from './picture.ts'

const seen = (preview: string, more: Partial<ModuleBinding> = {}): ModuleBinding => {
  return { file: 'index.mjs', name: 'n', preview, readable: true, changed: false, ...more }
}
const foldedAfter = (...phases: readonly (readonly ModuleBinding[])[]): readonly BindingPicture[] =>
  phases.reduce<readonly BindingPicture[]>((before, phase) => foldBindings(before, phase, 3), [])

describe('the values of module scope', () => {
  test('begin with one, which is no change', () => {
    expect(foldedAfter([seen('0')])).toEqual([
      { file: 'index.mjs', name: 'n', history: ['0'], readable: true, changed: false, lost: false },
    ])
  })

  test.each<[string, ModuleBinding, Partial<BindingPicture>]>([
    ['another value', seen('1', { changed: true }), { history: ['0', '1'], changed: true }],
    ['the same value', seen('0'), { history: ['0'], changed: false }],
    ['a change within that does not show', seen('0', { changed: true }), { history: ['0', '0'], changed: true }],
    ['another preview that no walk saw change', seen('2'), { history: ['0', '2'], changed: true }],
    ['a value that cannot be read', seen('<proxy>', { readable: false }), { readable: false, changed: true }],
  ])('take %s', (_what, next, expected) => {
    expect(foldedAfter([seen('0')], [next])[0]).toMatchObject(expected)
  })

  test('keep the last few', () => {
    const phases = ['0', '1', '2', '3'].map(preview => [seen(preview, { changed: true })])
    expect(foldedAfter(...phases)[0]?.history).toEqual(['1', '2', '3'])
  })

  test('of two files with one name are two', () => {
    const both = foldedAfter([seen('0'), seen('a', { file: 'lib.mjs' })], [seen('0'), seen('b', { file: 'lib.mjs' })])
    expect(both.map(({ file, history }) => [file, history])).toEqual([
      ['index.mjs', ['0']],
      ['lib.mjs', ['a', 'b']],
    ])
  })

  test('are lost with their runtime, and begin afresh in the next', () => {
    const lost = loseBindings(foldedAfter([seen('0')], [seen('1', { changed: true })]))
    expect(lost).toEqual([
      { file: 'index.mjs', name: 'n', history: ['0', '1'], readable: true, changed: false, lost: true },
    ])
    expect(foldBindings(lost, [seen('0')], 3)).toMatchObject([{ history: ['0'], changed: false, lost: false }])
  })
})
