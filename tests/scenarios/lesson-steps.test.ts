/** Walks through each lesson as its prose leads, with the page's session on the node engine: every step gets ticked. */
import { expect, test } from 'vitest'
import type { Session } from '../../src/session/session.ts'
import { FUNCTION } from '../../src/session/study-command.ts'
import { answered, filesOf, open, send, skip } from './lesson-walk.ts'

/** Writes the lesson's solution into the editor. */
function edit(session: Session, lesson: string): void {
  for (const [path, text] of Object.entries(filesOf(lesson, 'solution'))) session.edit(path, text)
}

test('the first request is ticked step by step', async () => {
  const lesson = '010-the-first-request'
  const session = open(lesson)
  await send(session, '')
  expect(session.$done.get()).toEqual(['cold-start'])
  await send(session, '')
  expect(session.$done.get()).toEqual(['cold-start', 'no-second-init'])
  await skip(session, 15, 0)
  await send(session, '')
  expect(session.$done.get()).toEqual(['cold-start', 'no-second-init', 'cold-again'])
  await send(session, '')
  expect(session.$done.get(), 'the code as it was given').not.toContain('slow-init')
  edit(session, lesson)
  await send(session, '')
  await send(session, '')
  expect(session.$done.get()).toEqual(['cold-start', 'no-second-init', 'cold-again', 'slow-init'])
})

test('the second request is ticked step by step', async () => {
  const lesson = '020-the-second-request-remembers'
  const session = open(lesson)
  const done = ['cold-start']
  await send(session, '?message=hoge')
  expect(session.$done.get()).toEqual(done)
  await send(session, '?message=fuga')
  expect(session.$done.get()).toEqual([...done, 'remembers'])
  await send(session, '')
  await send(session, '?message=piyo')
  expect(session.$done.get()).toEqual([...done, 'remembers', 'survives-error'])
  await answered(session, 2, () => session.invokeTwice())
  expect(session.$done.get()).toEqual([...done, 'remembers', 'survives-error', 'second-environment'])
  await skip(session, 15, 0)
  await send(session, '?message=hoge')
  expect(session.$done.get().at(-1)).toBe('reclaimed')
  await send(session, '?message=hoge')
  expect(session.$done.get(), 'the code as it was given').not.toContain('counts')
  edit(session, lesson)
  await send(session, '?message=hoge')
  await send(session, '?message=fuga')
  expect(session.$done.get().at(-1)).toBe('counts')
})

test('the second request by curl is ticked by what comes from a shell, and by nothing else', async () => {
  const session = open('020-the-second-request-remembers')
  await send(session, '?message=hoge')
  await send(session, '?message=fuga')
  expect(session.$done.get()).not.toContain('curl')
  const headers = { host: 'localhost:3000', 'user-agent': 'curl/8.14.1', accept: '*/*' }
  const http = { method: 'GET', url: '/?message=hoge', headers, body: null, isBase64Encoded: false }
  for (const _request of [1, 2]) {
    expect(session.$done.get()).not.toContain('curl')
    await session.run([{ type: 'invoke', function: FUNCTION, request: { kind: 'url', http } }])
  }
  expect(session.$done.get()).toContain('curl')
})

test('/tmp is ticked step by step', async () => {
  const session = open('030-tmp-remembers-too')
  const done = ['first-file']
  await send(session, '?visitor=hoge')
  expect(session.$done.get()).toEqual(done)
  await send(session, '?visitor=fuga')
  expect(session.$done.get()).toEqual([...done, 'next-visitor'])
  await answered(session, 2, () => session.sendAtOnce('?visitor=piyo', 2))
  expect(session.$done.get()).toEqual([...done, 'next-visitor', 'own-disk'])
  await skip(session, 15, 0)
  await send(session, '?export=all')
  expect(session.$done.get().at(-1)).toBe('starts-empty')
  await send(session, '?visitor=hoge')
  expect(session.$done.get().at(-1)).toBe('full-disk')
  session.edit('index.mjs', (session.$files.get()['index.mjs'] ?? '').replace("'/tmp/prices.txt'", "'./prices.txt'"))
  await send(session, '?visitor=hoge')
  expect(session.$done.get().at(-1)).toBe('read-only')
})

test('how long is warm is ticked step by step', async () => {
  const session = open('040-how-long-is-warm')
  await send(session, '')
  await send(session, '')
  expect(session.$done.get(), 'no time has passed').toEqual([])
  await skip(session, 3, 1)
  await send(session, '')
  expect(session.$done.get()).toEqual(['still-warm'])
  await skip(session, 15, 0)
  await send(session, '')
  expect(session.$done.get()).toEqual(['still-warm', 'gone'])
  for (const _ping of [1, 2]) {
    await skip(session, 5, 1)
    await send(session, '?ping')
  }
  expect(session.$done.get()).toEqual(['still-warm', 'gone', 'pinged'])
  await answered(session, 5, () => session.sendAtOnce('?visitor', 5))
  expect(session.$done.get()).toEqual(['still-warm', 'gone', 'pinged', 'five-visitors'])
  await skip(session, 5, 5)
  await send(session, '?ping')
  await skip(session, 5, 1)
  expect(session.$done.get().at(-1)).toBe('one-left')
})

test('the leak is ticked step by step', async () => {
  const session = open('060-the-leak')
  await send(session, '?visitor=hoge&message=credential')
  await send(session, '?visitor=hoge&message=credential')
  expect(session.$done.get(), 'a visitor reads what is his own').toEqual([])
  await send(session, '?visitor=fuga')
  expect(session.$done.get()).toEqual(['leaks'])
  await answered(session, 2, () => session.sendAtOnce('?visitor=piyo', 2))
  expect(session.$done.get()).toEqual(['leaks', 'only-sometimes'])
  await send(session, '?visitor=hoge&message=a-very-long-credential')
  await send(session, '?visitor=fuga')
  expect(session.$done.get()).toEqual(['leaks', 'only-sometimes', 'inherits-failure'])
  await skip(session, 15, 0)
  await send(session, '?visitor=fuga')
  expect(session.$done.get().at(-1)).toBe('hides')
})

test('one request, one environment is ticked step by step', async () => {
  const session = open('050-one-request-one-environment')
  await answered(session, 2, () => session.sendAtOnce('?visitor=hoge', 2))
  expect(session.$done.get()).toEqual(['two-environments'])
  await send(session, '?visitor=hoge')
  await send(session, '?visitor=hoge')
  expect(session.$done.get()).toEqual(['two-environments'])
  await send(session, '?visitor=hoge')
  expect(session.$done.get()).toEqual(['two-environments', 'refused'])
  await answered(session, 2, () => session.sendAtOnce('?visitor=hoge', 2))
  expect(session.$done.get()).toEqual(['two-environments', 'refused', 'lost-count'])
  await answered(session, 3, () => session.sendAtOnce('?visitor=fuga', 3))
  expect(session.$done.get().at(-1)).toBe('throttled')
})
