import { expect, test } from 'vitest'
import { search } from './search.ts'

const ENTRIES = [
  { title: 'Cold start', within: '', text: 'A request that waits for a new environment.' },
  { title: 'Reset', within: '', text: 'The runtime is replaced after a cold and a time-out.' },
  { title: 'コールドスタート', within: '', text: '新しい実行環境の起動を待つリクエスト。' },
  { title: 'An error', within: '2 · The second request', text: 'Ünïcode ﬁle and `/tmp`.' },
]
const titles = (query: string) => search(ENTRIES, query).map(({ entry }) => entry.title)

test('every word must be found, in the title, what is around it or the text', () => {
  expect(titles('cold')).toEqual(['Cold start', 'Reset'])
  expect(titles('cold runtime')).toEqual(['Reset'])
  expect(titles('second error')).toEqual(['An error'])
  expect(titles('cold nowhere')).toEqual([])
  expect(titles('  ')).toEqual([])
})

test('upper case and full width are the same; Japanese needs no spaces', () => {
  expect(titles('ＣＯＬＤ start')).toEqual(['Cold start'])
  expect(titles('実行環境')).toEqual(['コールドスタート'])
  expect(titles('file')).toEqual(['An error'])
})

test('the excerpt is around the first hit and marks all of them', () => {
  const [hit] = search(ENTRIES, 'new environment')
  expect(hit?.excerpt.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(['new', 'environment'])
  expect(hit?.excerpt.map(({ text }) => text).join('')).toBe('A request that waits for a new environment.')
})
