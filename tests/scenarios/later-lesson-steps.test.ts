/** As lesson-steps.test.ts, for the lessons from 070 on: each walk ends with the lesson's solution, where it has one. */
import { expect, test } from 'vitest'
import type { SessionNotice } from '../../src/session/notice.ts'
import type { Session } from '../../src/session/session.ts'
import { answered, filesOf, open, send, skip } from './lesson-walk.ts'

function edit(session: Session, lesson: string): void {
  for (const [path, text] of Object.entries(filesOf(lesson, 'solution'))) session.edit(path, text)
}

async function sendAll(session: Session, ...queries: readonly string[]): Promise<void> {
  for (const query of queries) await send(session, query)
}

/** Does something and waits until the page has something of this kind to say. */
function noticed(session: Session, kind: SessionNotice['kind'], act: () => void): Promise<SessionNotice> {
  return new Promise(resolve => {
    const release = session.$notice.listen(notice => {
      if (notice?.kind !== kind) return
      release()
      resolve(notice)
    })
    act()
  })
}

test('memory as a tool is ticked step by step', async () => {
  const lesson = '070-memory-as-a-tool'
  const session = open(lesson)
  const done = ['connects']
  await send(session, '')
  expect(session.$done.get()).toEqual(done)
  await sendAll(session, '', '', '', '')
  expect(session.$done.get()).toEqual([...done, 'five'])
  await answered(session, 5, () => session.sendAtOnce('', 5))
  expect(session.$done.get()).toEqual([...done, 'five', 'five-at-once'])
  await skip(session, 2, 5)
  await send(session, '')
  expect(session.$done.get().at(-1)).toBe('clock')
  await skip(session, 5, 1)
  await send(session, '')
  expect(session.$done.get().at(-1)).toBe('closed')
  await skip(session, 15, 0)
  await sendAll(session, '?database=down', '')
  expect(session.$done.get().at(-1)).toBe('failed')
  edit(session, lesson)
  await sendAll(session, '', '')
  await skip(session, 5, 1)
  expect(session.$done.get()).not.toContain('reconnects')
  await send(session, '')
  expect(session.$done.get().at(-1)).toBe('reconnects')
})

test('before the handler is ticked step by step', async () => {
  const lesson = '080-before-the-handler'
  const session = open(lesson)
  await send(session, '')
  expect(session.$done.get()).toEqual(['heavy'])
  await send(session, '')
  expect(session.$done.get()).toEqual(['heavy', 'once'])
  await sendAll(session, '?crash=1', '', '')
  expect(session.$done.get()).toEqual(['heavy', 'once', 'doom'])
  await skip(session, 15, 0)
  await send(session, '')
  expect(session.$done.get()).toEqual(['heavy', 'once', 'doom', 'way-out'])
  const bill = filesOf(lesson, 'start')['bill.mjs'] ?? ''
  session.edit('bill.mjs', `console.log('loads the prices');\nthrow new Error('no price list');\n${bill}`)
  await send(session, '')
  expect(session.$done.get().at(-1)).toBe('thrown')
  session.edit('bill.mjs', bill)
  edit(session, lesson)
  await sendAll(session, '', '?format=pdf', '?format=pdf')
  expect(session.$done.get().at(-1)).toBe('lazy')
})

test('crash, time-out, reset is ticked step by step', async () => {
  const lesson = '090-crash-time-out-reset'
  const session = open(lesson)
  const done = ['counts', 'throw', 'exit', 'timeout', 'half']
  await send(session, '')
  for (const [index, query] of ['?end=throw', '?end=exit', '?end=timeout'].entries()) {
    await sendAll(session, query, '')
    expect(session.$done.get()).toEqual(done.slice(0, index + 2))
  }
  await send(session, '?work=import')
  expect(session.$done.get()).toEqual(done)
  await send(session, '?work=import')
  edit(session, lesson)
  await sendAll(session, '?work=import', '?work=import')
  expect(session.$done.get()).toEqual([...done, 'resumed'])
})

test('frozen work is ticked step by step', async () => {
  const lesson = '100-frozen-work'
  const session = open(lesson)
  await send(session, '?name=you')
  expect(session.$done.get()).toEqual(['answered'])
  await skip(session, 5, 1)
  await send(session, '?name=me')
  expect(session.$done.get()).toEqual(['answered', 'late'])
  await skip(session, 15, 0)
  await send(session, '?name=you')
  expect(session.$done.get()).toEqual(['answered', 'late', 'lost'])
  await send(session, '?name=ghost')
  await skip(session, 1, 1)
  await send(session, '?name=me')
  expect(session.$done.get()).toEqual(['answered', 'late', 'lost', 'ghost'])
  edit(session, lesson)
  await sendAll(session, '?name=me', '?name=you')
  expect(session.$done.get().at(-1)).toBe('nothing-left')
})

test('provisioned concurrency is ticked step by step', async () => {
  const session = open('110-provisioned-concurrency')
  const done = ['on-demand', 'prepared', 'not-fresh', 'spillover', 'stays']
  await send(session, '?visitor=ann')
  expect(session.$done.get()).toEqual(done.slice(0, 1))
  expect(await noticed(session, 'published', () => session.publish())).toEqual({ kind: 'published', version: '1' })
  const provisioned = { kind: 'provisioned', version: '1', count: 2, failed: null }
  expect(await noticed(session, 'provisioned', () => session.provision('1', 2))).toEqual(provisioned)
  await answered(session, 1, () => session.send('?visitor=bob', '1'))
  expect(session.$done.get()).toEqual(done.slice(0, 2))
  await answered(session, 1, () => session.send('?visitor=eve', '1'))
  expect(session.$done.get()).toEqual(done.slice(0, 3))
  await answered(session, 3, () => session.sendAtOnce('?visitor=fay', 3, '1'))
  expect(session.$done.get()).toEqual(done.slice(0, 4))
  await skip(session, 15, 2)
  await answered(session, 1, () => session.send('?visitor=dan', '1'))
  expect(session.$done.get()).toEqual(done)
})

test('a version that was not published is refused in AWS’s words, code that fails in init is not provisioned', async () => {
  const session = open('110-provisioned-concurrency')
  await send(session, '?visitor=ann')
  const refused = await noticed(session, 'refused', () => session.provision('1', 2))
  expect(refused).toMatchObject({ refusal: { type: 'ResourceNotFoundException' } })
  session.edit('index.mjs', "throw new Error('not today')")
  await noticed(session, 'published', () => session.publish())
  expect(await noticed(session, 'provisioned', () => session.provision('1', 2))).toMatchObject({
    failed: 'FUNCTION_ERROR_INIT_FAILURE',
  })
})

test('lambda and a database is ticked step by step', async () => {
  const session = open('120-lambda-and-a-database')
  const done = ['one-each', 'left-behind', 'one-for-each', 'refused']
  await sendAll(session, '?how=each', '?how=each', '?how=each')
  expect(session.$done.get()).toEqual(done.slice(0, 1))
  await skip(session, 8, 0)
  await skip(session, 15, 0)
  expect(session.$done.get()).toEqual(done.slice(0, 2))
  for (let round = 0; round < 2; round++) await answered(session, 6, () => session.sendAtOnce('?how=shared', 6))
  expect(session.$done.get()).toEqual(done.slice(0, 3))
  await skip(session, 15, 0)
  await answered(session, 6, () => session.sendAtOnce('?how=pool', 6))
  expect(session.$done.get()).toEqual(done)
})
