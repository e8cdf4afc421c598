import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TmpChange } from './sandbox.ts'
import { TmpStore } from './tmp-store.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const write = (path: string, text: string, position = 0): TmpChange => ({
  kind: 'write',
  path,
  position,
  bytes: bytes(text),
})

function storeAfter(...changes: readonly TmpChange[]): TmpStore {
  const store = new TmpStore()
  for (const change of changes) store.apply(change)
  return store
}

/** Paths to contents; a directory is null, a link the path it leads to. */
function contents(store: TmpStore): Record<string, string | null> {
  return Object.fromEntries(
    store.entries().map(entry => {
      if (entry.kind === 'file') return [entry.path, new TextDecoder().decode(entry.bytes)]
      return [entry.path, entry.kind === 'symlink' ? `-> ${entry.target}` : null]
    }),
  )
}

describe('the store of /tmp', () => {
  test.each<[string, TmpChange[], Record<string, string | null>, number]>([
    ['a write', [write('/tmp/a', 'abc')], { '/tmp/a': 'abc' }, 3],
    ['a write over the middle', [write('/tmp/a', 'abcd'), write('/tmp/a', 'X', 1)], { '/tmp/a': 'aXcd' }, 4],
    ['a write at the end', [write('/tmp/a', 'ab'), write('/tmp/a', 'cd', 2)], { '/tmp/a': 'abcd' }, 4],
    ['a write behind the end', [write('/tmp/a', 'a'), write('/tmp/a', 'b', 3)], { '/tmp/a': 'a\0\0b' }, 4],
    ['a cut', [write('/tmp/a', 'abcd'), { kind: 'truncate', path: '/tmp/a', size: 2 }], { '/tmp/a': 'ab' }, 2],
    [
      'a cut and a growth',
      [
        write('/tmp/a', 'abcd'),
        { kind: 'truncate', path: '/tmp/a', size: 2 },
        { kind: 'truncate', path: '/tmp/a', size: 4 },
      ],
      { '/tmp/a': 'ab\0\0' },
      4,
    ],
    ['an empty file', [{ kind: 'truncate', path: '/tmp/a', size: 0 }], { '/tmp/a': '' }, 0],
    [
      'a folder and what is in it',
      [{ kind: 'mkdir', path: '/tmp/d' }, write('/tmp/d/a', 'x')],
      { '/tmp/d': null, '/tmp/d/a': 'x' },
      1,
    ],
    ['a link', [{ kind: 'symlink', path: '/tmp/l', target: '/tmp/a' }], { '/tmp/l': '-> /tmp/a' }, 0],
    [
      'a deleted file',
      [write('/tmp/a', 'abc'), write('/tmp/b', 'z'), { kind: 'delete', path: '/tmp/a' }],
      { '/tmp/b': 'z' },
      1,
    ],
    [
      'a deleted folder',
      [
        { kind: 'mkdir', path: '/tmp/d' },
        { kind: 'mkdir', path: '/tmp/d/e' },
        write('/tmp/d/e/a', 'x'),
        write('/tmp/dx', 'y'),
        { kind: 'delete', path: '/tmp/d' },
      ],
      { '/tmp/dx': 'y' },
      1,
    ],
    ['something deleted that was not there', [{ kind: 'delete', path: '/tmp/none' }], {}, 0],
    ['a renamed file', [write('/tmp/a', 'x'), { kind: 'rename', path: '/tmp/a', to: '/tmp/b' }], { '/tmp/b': 'x' }, 1],
    [
      'a file renamed over another',
      [write('/tmp/a', 'x'), write('/tmp/b', 'long'), { kind: 'rename', path: '/tmp/a', to: '/tmp/b' }],
      { '/tmp/b': 'x' },
      1,
    ],
    [
      'a renamed folder',
      [
        { kind: 'mkdir', path: '/tmp/d' },
        { kind: 'mkdir', path: '/tmp/d/e' },
        write('/tmp/d/e/a', 'x'),
        { kind: 'rename', path: '/tmp/d', to: '/tmp/f' },
      ],
      { '/tmp/f': null, '/tmp/f/e': null, '/tmp/f/e/a': 'x' },
      1,
    ],
    ['something renamed that was not there', [{ kind: 'rename', path: '/tmp/none', to: '/tmp/b' }], {}, 0],
    [
      'a write to a deleted file',
      [write('/tmp/a', 'abc'), { kind: 'delete', path: '/tmp/a' }, write('/tmp/a', 'z')],
      { '/tmp/a': 'z' },
      1,
    ],
  ])('after %s', (_what, changes, expected, used) => {
    const store = storeAfter(...changes)
    expect(contents(store)).toEqual(expected)
    expect(store.used).toBe(used)
  })

  test('gives parents before what is in them, whatever came first', () => {
    const store = storeAfter(
      write('/tmp/d/e/a', 'x'),
      { kind: 'mkdir', path: '/tmp/d/e' },
      { kind: 'mkdir', path: '/tmp/d' },
    )
    expect(store.entries().map(({ path }) => path)).toEqual(['/tmp/d', '/tmp/d/e', '/tmp/d/e/a'])
  })

  test('looks at one path', () => {
    const store = storeAfter(
      write('/tmp/a', 'x'),
      { kind: 'mkdir', path: '/tmp/d' },
      { kind: 'symlink', path: '/tmp/l', target: 'a' },
    )
    expect(store.look('/tmp/a')).toEqual({ kind: 'file', bytes: bytes('x') })
    expect(store.look('/tmp/d')).toEqual({ kind: 'directory' })
    expect(store.look('/tmp/l')).toEqual({ kind: 'symlink' })
    expect(store.look('/tmp/none')).toBeNull()
  })

  test('gives copies: what a runtime does with them stays there', () => {
    const store = storeAfter(write('/tmp/a', 'x'))
    const [entry] = store.entries()
    if (entry?.kind === 'file') entry.bytes[0] = 0
    expect(contents(store)).toEqual({ '/tmp/a': 'x' })
  })

  test('counts the bytes that it holds, whatever is done', () => {
    const path = fc.constantFrom('/tmp/a', '/tmp/b', '/tmp/c')
    const change: fc.Arbitrary<TmpChange> = fc.oneof(
      fc
        .record({ path, position: fc.nat(20), size: fc.nat(20) })
        .map(({ size, ...rest }) => ({ kind: 'write' as const, ...rest, bytes: new Uint8Array(size).fill(1) })),
      fc.record({ kind: fc.constant('truncate' as const), path, size: fc.nat(30) }),
      fc.record({ kind: fc.constant('delete' as const), path }),
      fc.record({ kind: fc.constant('rename' as const), path, to: path }),
    )
    fc.assert(
      fc.property(fc.array(change), changes => {
        const store = storeAfter(...changes)
        const held = store.entries().reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.bytes.length : 0), 0)
        expect(store.used).toBe(held)
      }),
    )
  })
})
