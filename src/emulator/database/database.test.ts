import { describe, expect, test } from 'vitest'
import { emulatorUnderTest } from '../emulator-under-test.ts'
import { Database } from './database.ts'
import { databaseUnderTest } from './database-under-test.ts'
import { joined, queryMessage } from './protocol.ts'

const READY = 'Z\0\0\0\u0005I'
const IN_TRANSACTION = 'Z\0\0\0\u0005T'
const message = (type: string, ...body: number[]) =>
  Uint8Array.of(type.charCodeAt(0), 0, 0, 0, 4 + body.length, ...body)
const parse = (name: string, sql: string) =>
  message('P', ...[...name, '\0', ...sql, '\0', '\0', '\0'].map(letter => letter.charCodeAt(0)))
const SYNC = message('S')
const FLUSH = message('H')

describe('a connection', () => {
  test('takes a slot when its startup message has arrived, and is greeted with a number of its own', async () => {
    const { session, told } = await databaseUnderTest()
    const { heard } = await session('env-1')
    expect(heard).toEqual(['connected', `K\0\0\0\f\0\0\u0003\u00e9\0\0\0\u0002${READY}`])
    expect(told.find(({ type }) => type === 'connection-opened')).toEqual({
      type: 'connection-opened',
      environment: 'env-1',
      connection: 1,
      at: 0.5,
    })
    const second = await session('env-2')
    expect(second.heard[1]).toContain('\u0003\u00ea')
  })

  test('is answered a query after the way and the work, and told active and idle', async () => {
    const { session, told, pass, postgres } = await databaseUnderTest()
    const { heard, query } = await session('env-1')
    const began = told.at(-1)?.at ?? 0
    query('select 1')
    await pass(1.9)
    expect(heard).toHaveLength(2)
    await pass(0.1)
    expect(heard.at(-1)).toBe(READY)
    expect(postgres.asked).toEqual(['select 1'])
    const states = told.flatMap(event => (event.type === 'connection-turned' ? [event.state] : []))
    expect(states).toEqual(['active', 'idle'])
    expect(began).toBe(0.5)
  })

  test('may ask for TLS first', async () => {
    const { socket, pass } = await databaseUnderTest()
    const { heard, send } = socket('env-1')
    send(Uint8Array.of(0, 0, 0, 8, 4, 210, 22, 47))
    await pass(2)
    expect(heard).toEqual(['connected', 'S'])
  })

  test.each([
    ['nowhere.example', 5_432, 'ENOTFOUND'],
    ['localhost', 5_432, 'ECONNREFUSED'],
    ['127.0.0.1', 5_432, 'ECONNREFUSED'],
    ['::1', 5_432, 'ECONNREFUSED'],
    ['app.c0ffee123456.ap-northeast-1.rds.amazonaws.com', 3_306, 'ECONNREFUSED'],
  ])('to %s:%d comes to nothing: %s', async (host, port, code) => {
    const { socket, pass } = await databaseUnderTest()
    const { heard } = socket('env-1', host, port)
    await pass(2)
    expect(heard).toEqual([code])
  })

  test('beyond the slots is refused and hung up', async () => {
    const { session, told } = await databaseUnderTest({ instance: 'db.t4g.micro', maxConnections: 6 })
    await session('env-1')
    const { heard } = await session('env-2')
    expect(heard).toHaveLength(3)
    expect(heard[1]).toContain('C53300\0Mremaining connection slots are reserved')
    expect(heard[2]).toBe('ended')
    expect(told.at(-1)).toMatchObject({ type: 'connection-refused', environment: 'env-2', sqlState: '53300' })
  })
})

describe('a slot is free again', () => {
  const slots = { instance: 'db.t4g.micro', maxConnections: 6 } as const

  test.each(['X', 'end'] as const)('when the client closes (%s)', async how => {
    const { session, told, pass } = await databaseUnderTest(slots)
    const { client, send } = await session('env-1')
    if (how === 'X') send(message('X'))
    else client.take(1, { kind: 'end' })
    await pass(1)
    expect(told.at(-1)).toMatchObject({ type: 'connection-closed', connection: 1, end: 'client' })
    expect((await session('env-2')).heard[1]).toContain(READY)
  })

  test('when its process has ended, and what it had begun is rolled back', async () => {
    const { session, told, pass, postgres } = await databaseUnderTest(slots)
    const { client, query } = await session('env-1')
    query('BEGIN')
    await pass(3)
    client.processEnded()
    await pass(1)
    expect(told.at(-1)).toMatchObject({ type: 'connection-closed', connection: 1, end: 'process' })
    expect(postgres.asked).toEqual(['BEGIN', 'ROLLBACK'])
  })

  test('six minutes after its environment is gone, and not before', async () => {
    const { session, told, pass } = await databaseUnderTest(slots)
    const { client } = await session('env-1')
    client.environmentGone()
    expect(told.at(-1)).toMatchObject({ type: 'connection-turned', connection: 1, state: 'lost' })
    await pass(359_980)
    expect((await session('env-2')).heard[1]).toContain('53300')
    await pass(20)
    expect(told.at(-1)).toMatchObject({ type: 'connection-closed', connection: 1, end: 'keepalive' })
    expect((await session('env-3')).heard[1]).toContain(READY)
  })

  test('when Postgres breaks down under it', async () => {
    const { session, told, pass } = await databaseUnderTest(slots)
    const { heard, query } = await session('env-1')
    query('break')
    await pass(3)
    expect(heard[2]).toContain('C57P02')
    expect(heard[3]).toBe('ended')
    expect(told.at(-1)).toMatchObject({ type: 'connection-closed', end: 'crash' })
  })
})

describe('sessions that share one Postgres', () => {
  test('wait for another’s transaction, and go on when it has ended', async () => {
    const { session, told, pass, postgres } = await databaseUnderTest()
    const one = await session('env-1')
    const two = await session('env-2')
    one.query('BEGIN')
    await pass(3)
    expect(one.heard.at(-1)).toBe(IN_TRANSACTION)
    two.query('select 2')
    one.query('select 1')
    await pass(3)
    expect(two.heard).toHaveLength(2)
    expect(told).toContainEqual(expect.objectContaining({ connection: 1, state: 'idle in transaction' }))
    expect(told).toContainEqual(expect.objectContaining({ connection: 2, state: 'waiting' }))
    one.query('COMMIT')
    await pass(3)
    expect(two.heard.at(-1)).toBe(READY)
    expect(postgres.asked).toEqual(['BEGIN', 'select 1', 'COMMIT', 'select 2'])
  })

  test('keep what they have set, each its own', async () => {
    const { session, pass, postgres } = await databaseUnderTest()
    const one = await session('env-1')
    const two = await session('env-2')
    const ask = async (who: typeof one, sql: string) => {
      who.query(sql)
      await pass(3)
    }
    await ask(one, "SET timezone = 'Asia/Tokyo'")
    await ask(one, 'SET LOCAL x = 1')
    await ask(two, 'select 2')
    await ask(one, 'select 1')
    await ask(one, 'select 11')
    await ask(one, 'DISCARD ALL')
    await ask(two, 'select 22')
    const tokyo = "SET timezone = 'Asia/Tokyo'"
    expect(postgres.asked).toEqual([
      tokyo,
      'SET LOCAL x = 1',
      ...['DISCARD ALL', 'select 2'],
      ...[tokyo, 'select 1', 'select 11', 'DISCARD ALL'],
      'select 22',
    ])
  })

  test('keep a setting that was said again once, in its last place', async () => {
    const { session, pass, postgres } = await databaseUnderTest()
    const one = await session('env-1')
    const two = await session('env-2')
    const ask = async (who: typeof one, sql: string) => {
      who.query(sql)
      await pass(3)
    }
    for (const sql of ['SET a = 1', 'SET a = 2', 'SET a = 1', 'SET a = 1']) await ask(one, sql)
    await ask(two, 'select 2')
    postgres.asked.length = 0
    await ask(one, 'select 1')
    expect(postgres.asked).toEqual(['SET a = 2', 'SET a = 1', 'select 1'])
  })

  test('keep named statements, and nothing of a SET that failed', async () => {
    const { session, pass, postgres } = await databaseUnderTest()
    const one = await session('env-1')
    const two = await session('env-2')
    one.send(joined([parse('named', 'select 1'), SYNC]))
    one.send(joined([parse('', 'select 3'), SYNC]))
    await pass(4)
    two.query('select 2')
    one.query('select 4')
    await pass(4)
    const asked = ['select 1', 'select 3', 'DISCARD ALL', 'select 2', 'select 1', 'select 4']
    expect(postgres.asked).toEqual(asked)
  })

  test('keep Postgres between a Flush and its Sync', async () => {
    const { session, pass, postgres } = await databaseUnderTest()
    const one = await session('env-1')
    const two = await session('env-2')
    one.send(joined([parse('', 'select 1'), FLUSH]))
    two.query('select 2')
    await pass(4)
    expect(postgres.asked).toEqual(['select 1'])
    one.send(SYNC)
    await pass(4)
    expect(postgres.asked).toEqual(['select 1', '', 'select 2'])
  })
})

describe('what one session cannot give', () => {
  test.each([
    'create temp table t (a int)',
    'CREATE TEMPORARY TABLE t (a int)',
    'select 1 into temp t',
    'select pg_advisory_lock(1)',
    'select pg_try_advisory_lock(1)',
    'listen news',
    'unlisten *',
    'declare c cursor with hold for select 1',
    "prepare transaction 'x'",
    'copy t from stdin',
  ])('%s is refused by Postgres itself', async sql => {
    const { session, pass, postgres } = await databaseUnderTest()
    const { query, heard } = await session('env-1')
    query(sql)
    await pass(3)
    expect(postgres.asked).toEqual([expect.stringMatching(/^DO .*RAISE EXCEPTION USING ERRCODE = '0A000'/s)])
    expect(heard.at(-1)).toMatch(/^E.*Z....I$/s)
  })

  test.each(['select pg_advisory_xact_lock(1)', 'prepare p as select 1', 'create table template (a int)'])(
    '%s is run',
    async sql => {
      const { session, pass, postgres } = await databaseUnderTest()
      const { query } = await session('env-1')
      query(sql)
      await pass(3)
      expect(postgres.asked).toEqual([sql])
    },
  )
})

describe('an account', () => {
  const files = [{ path: 'index.mjs', text: "import pg from 'pg'" }]
  const packages = { fetch: async () => [{ path: 'index.js', text: 'module.exports = {}' }] }

  test('with a database starts it with the first function that imports its client, once', async () => {
    const { postgres } = await databaseUnderTest()
    const account = { database: { instance: 'db.t4g.micro' } } as const
    const { ok, told, refusal, emulator } = emulatorUnderTest({ account, postgres, packages })
    await ok({ type: 'deploy', function: 'other', files: [{ path: 'index.mjs', text: '{}' }] })
    expect(told('database-created')).toEqual([])
    for (const name of ['f', 'g']) await ok({ type: 'deploy', function: name, files })
    expect(told('database-created')).toMatchObject([{ instance: 'db.t4g.micro', maxConnections: 112 }])
    expect(told('database-loading')).toMatchObject([{ loaded: 5, total: 10 }])
    expect(told('database-available')).toHaveLength(1)
    expect(await refusal({ type: 'hand-over' })).toMatchObject({ message: 'The database lives here.' })
    await emulator.close()
    expect(postgres.closed).toBe(true)
  })

  test('with a database is refused one where the home has no Postgres; without one it is asked for nothing', async () => {
    const account = { database: { instance: 'db.t4g.micro' } } as const
    const { refusal } = emulatorUnderTest({ account, packages })
    const refused = await refusal({ type: 'deploy', function: 'f', files })
    expect(refused).toMatchObject({ statusCode: 404, key: 'account.database' })
    const { ok, told } = emulatorUnderTest({ packages })
    await ok({ type: 'deploy', function: 'f', files })
    expect(told('database-created')).toEqual([])
  })

  test('without an open database closes nothing', async () => {
    const { postgres, clock } = await databaseUnderTest()
    await new Database({ clock, emit: () => {}, configuration: null, postgres }).close()
    expect(postgres.closed).toBe(false)
  })
})

test('bytes of a query that come in pieces are one query', async () => {
  const { session, pass, postgres } = await databaseUnderTest()
  const { send } = await session('env-1')
  const bytes = queryMessage('select 1')
  send(bytes.slice(0, 3))
  send(bytes.slice(3))
  await pass(3)
  expect(postgres.asked).toEqual(['select 1'])
})
