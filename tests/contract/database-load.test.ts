/** Overlapping invocations against the slots of an instance: refusals as the formula predicts, and every accepted row there. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DATABASE_HOST, DATABASE_PORT } from '../../src/emulator/database/database.ts'
import { queryMessage, summaryOf } from '../../src/emulator/database/protocol.ts'
import { emulatorUnderTest } from '../../src/emulator/emulator-under-test.ts'
import type { SocketNews, SocketRequest } from '../../src/emulator/sandbox.ts'
import { answers, inits, type Script } from '../../src/emulator/scripted-sandboxes.ts'
import { createNodePostgres } from '../../src/postgres/node.ts'

const STARTUP = Uint8Array.of(0, 0, 0, 8, 0, 3, 0, 0)
const CODE = /C(\d{5})/

/** A handler that connects, inserts a row, and keeps its connection; it answers with what the server said. */
const visitor: Script = (command, report, runtime) => {
  if (inits(command, report)) return
  const { now } = command
  const ask = (request: SocketRequest): void => report({ type: 'socket', now, socket: 1, request })
  if (command.type === 'invoke') {
    open.set(runtime, command)
    ask({ kind: 'connect', host: DATABASE_HOST, port: DATABASE_PORT })
  } else if (command.type === 'outside' && 'socket' in command.answer) {
    heard.set(runtime, (heard.get(runtime) ?? 0) + 1)
    next(command.answer.news)
  }
  report({ type: 'waiting', now, due: Number.POSITIVE_INFINITY, answered: heard.get(runtime) ?? 0 })
  function next(news: SocketNews): void {
    if (news.kind === 'connected') ask({ kind: 'write', bytes: STARTUP })
    else if (news.kind === 'data') said(new TextDecoder('latin1').decode(news.bytes), summaryOf(news.bytes).failed)
  }
  function said(text: string, failed: boolean): void {
    const invoked = open.get(runtime)
    if (invoked === undefined) return
    if (!failed && !text.startsWith('C')) {
      ask({ kind: 'write', bytes: queryMessage(`insert into visits values (${runtime})`) })
      return
    }
    open.delete(runtime)
    report(answers(invoked, failed ? CODE.exec(text)?.[1] : 'stored', now - invoked.now))
  }
}
const open = new Map<number, Parameters<typeof answers>[0]>()
/** Answers that each runtime has taken. */
const heard = new Map<number, number>()

describe('500 overlapping visitors of a db.t4g.micro', () => {
  const postgres = createNodePostgres()
  const account = { database: { instance: 'db.t4g.micro' } as const }
  const packages = { fetch: async () => [] }
  const subject = emulatorUnderTest({ script: visitor, account, postgres, packages })
  const payloads: (string | null)[] = []

  beforeAll(async () => {
    const files = [{ path: 'index.mjs', text: "import pg from 'pg'" }]
    await subject.ok({ type: 'deploy', function: 'f', files })
    await postgres.exchange(queryMessage('create table visits (by int primary key)'), subject.clock.now())
    const invoked = Array.from({ length: 500 }, () => subject.invoke())
    for (const { payload } of await Promise.all(invoked)) payloads.push(payload)
  })
  afterAll(() => subject.emulator.close())

  test('107 are served: 112 slots by the formula, less the five that are reserved', () => {
    const stored = payloads.filter(payload => payload === '"stored"').length
    const refused = payloads.filter(payload => payload === '"53300"').length
    expect({ stored, refused }).toEqual({ stored: 107, refused: 393 })
    expect(subject.told('connection-refused')).toHaveLength(393)
    expect(subject.told('connection-opened')).toHaveLength(107)
  })

  test('every row that was accepted is in the table, and no other', async () => {
    const answer = await postgres.exchange(queryMessage('select count(*) from visits'), subject.clock.now())
    expect(new TextDecoder('latin1').decode(answer)).toContain('\u0003107')
  })

  test('all were answered in the time that two connections and a query take', () => {
    const ended = subject.told('invocation-ended').map(({ durationMs }) => durationMs)
    expect(Math.max(...ended)).toBeLessThan(50)
  })
})
