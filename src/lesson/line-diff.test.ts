import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines, hunksOf } from './line-diff.ts'

const signs = { same: ' ', removed: '-', added: '+' } as const
const shown = (before: string, after: string): string =>
  diffLines([...before], [...after])
    .map(({ kind, ...at }) => signs[kind] + (kind === 'added' ? after[at.after ?? 0] : before[at.before ?? 0]))
    .join('')

test.each([
  ['abc', 'abc', ' a b c'],
  ['abc', 'axc', ' a-b+x c'],
  ['', 'a', '+a'],
  ['a', '', '-a'],
  ['ab', 'cab', '+c a b'],
])('%s to %s', (before, after, difference) => {
  expect(shown(before, after)).toBe(difference)
})

test('what stays and goes is the one text, what stays and comes the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after)
      expect(lines.filter(({ kind }) => kind !== 'added').map(line => before[line.before ?? -1])).toEqual(before)
      expect(lines.filter(({ kind }) => kind !== 'removed').map(line => after[line.after ?? -1])).toEqual(after)
    }),
  )
})

test('a hunk has the lines around its changes, and changes far apart have hunks of their own', () => {
  const before = [...'abcdefghij']
  const after = [...'Abcdefghij!']
  const hunks = hunksOf(diffLines(before, after), 2)
  expect(hunks.map(hunk => hunk.length)).toEqual([4, 3])
  expect(hunksOf(diffLines(before, before), 2)).toEqual([])
})
