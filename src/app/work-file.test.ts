import { expect, test } from 'vitest'
import { eraseWork, exportWork, importWork, type WorkStorage } from './work-file.ts'

function storageOf(entries: Readonly<Record<string, string>>, most = Number.POSITIVE_INFINITY): WorkStorage {
  const kept = new Map(Object.entries(entries))
  return {
    get length() {
      return kept.size
    },
    key: index => [...kept.keys()][index] ?? null,
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => {
      if (!kept.has(key) && kept.size >= most) throw new Error('QuotaExceededError')
      kept.set(key, value)
    },
    removeItem: key => {
      kept.delete(key)
    },
  }
}
const everything = (storage: WorkStorage) =>
  Object.fromEntries(
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').map(key => [
      key,
      storage.getItem(key),
    ]),
  )

const code = (text: string) => JSON.stringify({ 'index.mjs': text })
const WORK = {
  'warmstart.progress': '{"020-x":["cold"]}',
  'warmstart.predictions': '{"020-x":{"cold":1}}',
  'warmstart.code.020-x': code('mine'),
  'warmstart.own.020-x': code('older'),
  'warmstart.settings.playground': '{"draft":{}}',
}

test('what is exported comes back whole into an empty browser; the theme stays out of it', () => {
  const text = exportWork(storageOf({ ...WORK, 'warmstart.theme': 'dark', other: 'x' }))
  const empty = storageOf({})
  expect(importWork(empty, text)).toEqual([])
  expect(everything(empty)).toEqual(WORK)
})

test('nothing here is lost: steps are added, code of the file comes beside the code here', () => {
  const here = storageOf({
    'warmstart.progress': '{"020-x":["warm"],"030-y":["a"]}',
    'warmstart.predictions': '{"020-x":{"cold":2,"warm":0}}',
    'warmstart.code.020-x': code('here'),
  })
  const { 'warmstart.own.020-x': _, ...withoutOwn } = WORK
  expect(importWork(here, exportWork(storageOf(withoutOwn)))).toEqual([])
  expect(everything(here)).toMatchObject({
    'warmstart.progress': '{"020-x":["warm","cold"],"030-y":["a"]}',
    'warmstart.predictions': '{"020-x":{"cold":2,"warm":0}}',
    'warmstart.code.020-x': code('here'),
    'warmstart.own.020-x': code('mine'),
  })
})

test('where both places are taken the lesson is named and stays as it is', () => {
  const taken = { 'warmstart.code.020-x': code('here'), 'warmstart.own.020-x': code('here too') }
  const here = storageOf(taken)
  expect(importWork(here, exportWork(storageOf(WORK)))).toEqual(['020-x'])
  expect(everything(here)).toMatchObject(taken)
})

test.each([
  ['nothing', /not JSON/],
  ['{}', /not a file that this site wrote/],
  ['{"warmstart":1,"progress":{"a":"b"},"predictions":{},"kept":{}}', /progress\.a/],
  ['{"warmstart":1,"progress":{},"predictions":{},"kept":{"other":"x"}}', /kept\.other: not a key of this site/],
  ['{"warmstart":1,"progress":{},"predictions":{},"kept":{"warmstart.code.a":"[1]"}}', /expected files/],
])('%j is refused, and nothing changes', (text, message) => {
  const here = storageOf(WORK)
  expect(() => importWork(here, text)).toThrow(message)
  expect(everything(here)).toEqual(WORK)
})

test('a full storage leaves everything as it was', () => {
  const before = { 'warmstart.progress': '{"a":["x"]}' }
  const here = storageOf(before, 1)
  expect(() => importWork(here, exportWork(storageOf(WORK)))).toThrow('QuotaExceededError')
  expect(everything(here)).toEqual(before)
})

test('erasing forgets all but the theme and what is not ours', () => {
  const here = storageOf({ ...WORK, 'warmstart.theme': 'dark', other: 'x' })
  eraseWork(here)
  expect(everything(here)).toEqual({ 'warmstart.theme': 'dark', other: 'x' })
})
