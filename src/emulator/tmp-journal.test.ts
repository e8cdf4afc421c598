import { expect, test } from 'vitest'
import type { TmpChange } from './sandbox.ts'
import { TmpJournal, type TmpNews } from './tmp-journal.ts'

const write = (path: string, text: string): TmpChange => {
  return { kind: 'write', path, position: 0, bytes: new TextEncoder().encode(text) }
}

function build() {
  const news: TmpNews[] = []
  return { news, journal: new TmpJournal(each => news.push(each)) }
}

test('the first change of a path is told at once, further ones when the phase ends', () => {
  const { news, journal } = build()
  journal.apply(write('/tmp/a', 'x'))
  journal.apply(write('/tmp/a', 'xyz'))
  expect(news).toEqual([{ path: '/tmp/a', change: 'written', bytes: 1, preview: 'x', used: 1 }])
  journal.flush()
  expect(news.slice(1)).toEqual([{ path: '/tmp/a', change: 'written', bytes: 3, preview: 'xyz', used: 3 }])
  journal.flush()
  expect(news).toHaveLength(2)
})

test('a phase begins afresh: its first change is told at once again', () => {
  const { news, journal } = build()
  journal.apply(write('/tmp/a', 'x'))
  journal.flush()
  journal.apply(write('/tmp/a', 'y'))
  expect(news).toHaveLength(2)
  journal.flush()
  expect(news).toHaveLength(2)
})

test('folders, links, deletions and both names of a rename are told', () => {
  const { news, journal } = build()
  journal.apply({ kind: 'mkdir', path: '/tmp/d' })
  journal.apply({ kind: 'symlink', path: '/tmp/l', target: '/tmp/d' })
  journal.apply(write('/tmp/d/a', 'x'))
  journal.flush()
  journal.apply({ kind: 'rename', path: '/tmp/d/a', to: '/tmp/b' })
  journal.apply({ kind: 'delete', path: '/tmp/l' })
  expect(news).toEqual([
    { path: '/tmp/d', change: 'directory', bytes: 0, preview: null, used: 0 },
    { path: '/tmp/l', change: 'written', bytes: 0, preview: '', used: 0 },
    { path: '/tmp/d/a', change: 'written', bytes: 1, preview: 'x', used: 1 },
    { path: '/tmp/d/a', change: 'deleted', bytes: 0, preview: null, used: 1 },
    { path: '/tmp/b', change: 'written', bytes: 1, preview: 'x', used: 1 },
    { path: '/tmp/l', change: 'deleted', bytes: 0, preview: null, used: 1 },
  ])
  expect(journal.entries().map(({ path }) => path)).toEqual(['/tmp/b', '/tmp/d'])
})
