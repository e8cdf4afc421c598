import { describe, expect, test } from 'vitest'
import type { Placement } from './configuration.ts'
import { emulatorUnderTest } from './emulator-under-test.ts'

const RESERVED = 'ReservedFunctionConcurrentInvocationLimitExceeded'
const POOL = 'ConcurrentInvocationLimitExceeded'

describe('which idle environment answers', () => {
  // Two at once end at 10 and 20 ms in env-1 and env-2; then one alone, four times.
  test.each<[Placement, string[]]>([
    ['most-recently-used', ['env-2', 'env-2', 'env-2', 'env-2']],
    ['least-recently-used', ['env-1', 'env-2', 'env-1', 'env-2']],
    ['oldest-first', ['env-1', 'env-1', 'env-1', 'env-1']],
  ])('%s', async (placement, expected) => {
    const { deploy, invoke } = emulatorUnderTest({ account: { placement } })
    await deploy()
    await Promise.all([invoke({ waits: 10 }), invoke({ waits: 20 })])
    const answered: (string | null)[] = []
    for (let times = 0; times < 4; times++) answered.push((await invoke({ ms: 1 })).environment)
    expect(answered).toEqual(expected)
  })

  test('the older one where both were used last at the same time', async () => {
    const { deploy, invoke } = emulatorUnderTest()
    await deploy()
    await Promise.all([invoke({ waits: 10 }), invoke({ waits: 10 })])
    expect((await invoke()).environment).toBe('env-1')
  })

  test('one whose runtime ended is used again', async () => {
    const { deploy, invoke } = emulatorUnderTest()
    await deploy()
    await invoke({ exits: { kind: 'exit', code: 1 } })
    expect(await invoke()).toMatchObject({ start: 'reset', environment: 'env-1' })
  })

  test('a provisioned one before any other, whatever the order; the rest takes what spills over', async () => {
    const { deploy, invoke, ok } = emulatorUnderTest({ account: { placement: 'oldest-first' } })
    await deploy()
    await ok({ type: 'publish', function: 'f' })
    await invoke({}, { qualifier: '1' })
    await ok({ type: 'provision', function: 'f', qualifier: '1', count: 1 })
    const both = await Promise.all([invoke({ waits: 5 }, { qualifier: '1' }), invoke({}, { qualifier: '1' })])
    expect(both.map(({ environment, initializationType, start }) => [environment, initializationType, start])).toEqual([
      ['env-2', 'provisioned-concurrency', 'warm'],
      ['env-1', 'on-demand', 'warm'],
    ])
  })

  test('none of another function, version or tenant', async () => {
    const { deploy, invoke, ok } = emulatorUnderTest()
    await deploy()
    await ok({ type: 'publish', function: 'f' })
    await deploy({}, { tenantIsolation: 'PER_TENANT' }, 'g')
    const answers = [
      await invoke(),
      await invoke({}, { qualifier: '1' }),
      await invoke({}, { function: 'g', tenantId: 'a' }),
      await invoke({}, { function: 'g', tenantId: 'b' }),
      await invoke({}, { function: 'g', tenantId: 'a' }),
      await invoke({}, { qualifier: '$LATEST' }),
    ]
    expect(answers.map(({ environment }) => environment)).toEqual([
      'env-1',
      'env-2',
      'env-3',
      'env-4',
      'env-3',
      'env-1',
    ])
  })
})

describe('a throttle', () => {
  test('comes at the reserved concurrency, of all versions together, while they run', async () => {
    const { deploy, invoke, ok } = emulatorUnderTest()
    await deploy({}, { reservedConcurrency: 2 })
    await ok({ type: 'publish', function: 'f' })
    const three = await Promise.all([invoke({ waits: 5 }), invoke({ waits: 5 }, { qualifier: '1' }), invoke()])
    expect(three.map(({ throttle, statusCode }) => [throttle, statusCode])).toEqual([
      [null, 200],
      [null, 200],
      [RESERVED, 429],
    ])
    expect((await invoke()).throttle).toBeNull()
  })

  test('comes always where nothing is reserved: 0', async () => {
    const { deploy, invoke } = emulatorUnderTest()
    await deploy({}, { reservedConcurrency: 0 })
    expect(await invoke()).toEqual({
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      start: null,
      environment: null,
      initializationType: null,
      statusCode: 429,
      functionError: null,
      throttle: RESERVED,
      payload: null,
      http: null,
      log: [],
      durationMs: null,
      billedDurationMs: null,
      initDurationMs: null,
    })
  })

  // Recorded against Lambda (lambda-semantics 1.3 #45).
  test('comes for $LATEST always where all that is reserved is provisioned', async () => {
    const { deploy, invoke, ok } = emulatorUnderTest()
    await deploy({}, { reservedConcurrency: 1 })
    await ok({ type: 'publish', function: 'f' })
    await ok({ type: 'provision', function: 'f', qualifier: '1', count: 1 })
    expect((await invoke()).throttle).toBe(RESERVED)
    const two = await Promise.all([invoke({ waits: 5 }, { qualifier: '1' }), invoke({}, { qualifier: '1' })])
    expect(two.map(({ throttle }) => throttle)).toEqual([null, RESERVED])
    await ok({ type: 'reserve', function: 'f', concurrency: 2 })
    const three = await Promise.all([invoke({ waits: 5 }, { qualifier: '1' }), invoke({ waits: 5 }), invoke()])
    expect(three.map(({ throttle }) => throttle)).toEqual([null, null, RESERVED])
  })

  test('comes at what the account has left beside reservations, of all functions without one', async () => {
    const { deploy, invoke, ok } = emulatorUnderTest({ account: { concurrency: 5 } })
    for (const name of ['f', 'g', 'h']) await deploy({}, {}, name)
    await ok({ type: 'reserve', function: 'h', concurrency: 1 })
    await ok({ type: 'reserve', function: 'g', concurrency: 0 })
    const run = (name: string) => invoke({ waits: 5 }, { function: name })
    const all = await Promise.all(['h', 'f', 'f', 'f', 'f', 'f', 'h', 'g'].map(run))
    expect(all.map(({ throttle }) => throttle)).toEqual([null, null, null, null, null, POOL, RESERVED, RESERVED])
    await ok({ type: 'reserve', function: 'g', concurrency: null })
    const shared = await Promise.all(['f', 'g', 'g', 'f', 'g', 'h'].map(run))
    expect(shared.map(({ throttle }) => throttle)).toEqual([null, null, null, null, POOL, null])
  })

  test('counts what is provisioned against the account’s pool, used or not', async () => {
    const { deploy, invoke, ok } = emulatorUnderTest({ account: { concurrency: 3 } })
    await deploy()
    await ok({ type: 'publish', function: 'f' })
    await ok({ type: 'provision', function: 'f', qualifier: '1', count: 1 })
    const waits = { waits: 5 }
    const all = await Promise.all([invoke(waits), invoke(waits), invoke(waits), invoke(waits, { qualifier: '1' })])
    expect(all.map(({ throttle }) => throttle)).toEqual([null, null, POOL, null])
  })

  test('of a function URL is a 429 with the reason', async () => {
    const { deploy, ok } = emulatorUnderTest()
    await deploy({}, { reservedConcurrency: 0 })
    const http = { method: 'GET', url: '/', headers: {}, body: null, isBase64Encoded: false }
    const result = await ok({ type: 'invoke', function: 'f', request: { kind: 'url', http } })
    expect(result).toMatchObject({
      invocation: {
        statusCode: 429,
        throttle: RESERVED,
        http: { status: 429, body: `{"Reason":"${RESERVED}","Type":"User","message":"Rate Exceeded."}` },
      },
    })
  })
})

describe('the rate of new environments', () => {
  const RATE = 'FunctionInvocationRateLimitExceeded'
  const throttles = async (answers: Promise<{ throttle: string | null }>[]) =>
    (await Promise.all(answers)).map(({ throttle }) => throttle)
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

  test('is 1,000 at once, refilled by 100 a second, for each function alone', async () => {
    const { deploy, invoke, idle } = emulatorUnderTest({ account: { concurrency: 5_000 } })
    await deploy()
    await deploy({}, {}, 'g')
    const burst = throttles(times(1_001, () => invoke({ waits: 60_000 })))
    const other = invoke({}, { function: 'g' })
    const refilled = (async () => {
      await idle(500)
      return throttles(times(51, () => invoke({ waits: 100 })))
    })()
    expect((await other).throttle).toBeNull()
    expect((await burst).filter(throttle => throttle === RATE)).toHaveLength(1)
    expect((await burst).at(-1)).toBe(RATE)
    expect(await refilled).toEqual([...times(50, () => null), RATE])
  }, 20_000)

  test('is not touched by environments that are used again, and is never saved up', async () => {
    const { deploy, invoke, idle } = emulatorUnderTest({ account: { concurrency: 5_000, idleRetention: 10 } })
    await deploy()
    await invoke()
    for (let again = 0; again < 5; again++) expect((await invoke()).throttle).toBeNull()
    await idle(3_600_000)
    const burst = await throttles(times(1_001, () => invoke({ waits: 5 })))
    expect(burst.filter(throttle => throttle !== null)).toEqual([RATE])
  }, 20_000)
})

describe('the rate of requests', () => {
  const all = async (calls: number, call: () => Promise<{ throttle: string | null }>) => {
    const seen: (string | null)[] = []
    for (let made = 0; made < calls; made++) seen.push((await call()).throttle)
    return seen
  }

  test('is ten a second for each reserved unit', async () => {
    const { deploy, invoke, idle } = emulatorUnderTest()
    await deploy({}, { reservedConcurrency: 2 })
    const seen = await all(21, () => invoke())
    expect(seen.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => null))
    expect(seen[20]).toBe('ReservedFunctionInvocationRateLimitExceeded')
    await idle(50)
    expect(await all(2, () => invoke())).toEqual([null, 'ReservedFunctionInvocationRateLimitExceeded'])
  })

  test('is ten a second for each unit of the account, of all functions that share it', async () => {
    const { deploy, invoke } = emulatorUnderTest({ account: { concurrency: 1 } })
    await deploy()
    await deploy({}, {}, 'g')
    expect(await all(5, () => invoke())).not.toContain('FunctionInvocationRateLimitExceeded')
    const seen = await all(6, () => invoke({}, { function: 'g' }))
    expect(seen).toEqual([null, null, null, null, null, 'FunctionInvocationRateLimitExceeded'])
  })

  test('means nothing while time stands still between requests', async () => {
    const { clock, deploy, invoke } = emulatorUnderTest({ account: { concurrency: 1 } })
    clock.setMode('lesson')
    await deploy()
    expect(await all(30, () => invoke())).toEqual(Array.from({ length: 30 }, () => null))
  })
})
