import { describe, expect, test } from 'vitest'
import { DEFAULT_CONFIGURATION } from './configuration.ts'
import { deployment, emulatorUnderTest } from './emulator-under-test.ts'

const NOBODY = {
  type: 'ResourceNotFoundException',
  statusCode: 404,
  message: 'Function not found: arn:aws:lambda:ap-northeast-1:123456789012:function:nobody:$LATEST',
  key: 'function',
  hint: 'Deploy the function first, or name one that exists.',
}
const FIXED = {
  type: 'InvalidParameterValueException',
  statusCode: 400,
  message: 'Tenant isolation mode cannot be changed after the function was created.',
  key: 'tenantIsolation',
  hint: 'Create another function with the tenant isolation you want.',
}

describe('deploy', () => {
  test('makes a function with Lambda’s defaults, then changes its code and keeps its configuration', async () => {
    const { ok, events } = emulatorUnderTest()
    const files = [{ path: 'index.mjs', text: '1' }]
    expect(await ok({ type: 'deploy', function: 'f', files })).toEqual({ type: 'done' })
    await ok({ type: 'configure', function: 'f', configuration: { timeout: 9 } })
    const others = [{ path: 'other.mjs', text: '2' }]
    await ok({ type: 'deploy', function: 'f', files: others })
    const head = { time: expect.any(Number) }
    expect(events).toEqual([
      { ...head, seq: 1, type: 'function-deployed', function: 'f', files, configuration: DEFAULT_CONFIGURATION },
      {
        ...head,
        seq: 2,
        type: 'function-configured',
        function: 'f',
        configuration: { ...DEFAULT_CONFIGURATION, timeout: 9 },
      },
      {
        ...head,
        seq: 3,
        type: 'function-deployed',
        function: 'f',
        files: others,
        configuration: { ...DEFAULT_CONFIGURATION, timeout: 9 },
      },
    ])
  })

  test('refuses a package without a file', async () => {
    const { refusal, events } = emulatorUnderTest()
    expect(await refusal({ type: 'deploy', function: 'f', files: [] })).toEqual({
      type: 'InvalidParameterValueException',
      statusCode: 400,
      message: 'Uploaded file must be a non-empty zip',
      key: 'files',
      hint: 'Deploy one file at least, such as index.mjs.',
    })
    expect(events).toEqual([])
  })

  test('reserves concurrency for a new function, and only then', async () => {
    const { deploy, ok, told } = emulatorUnderTest()
    await deploy({}, { reservedConcurrency: 5 })
    await ok({ type: 'reserve', function: 'f', concurrency: 7 })
    await deploy()
    expect(told('concurrency-reserved').map(({ concurrency }) => concurrency)).toEqual([5, 7])
  })

  test.each([
    ['a reservation the account cannot give', { reservedConcurrency: 901 }],
    ['a time-out beyond the limit', { timeout: 901 }],
  ])('leaves no function behind where it is refused for %s', async (_what, configuration) => {
    const { refusal, events } = emulatorUnderTest()
    await refusal(deployment({}, configuration))
    expect(events).toEqual([])
    expect(await refusal({ type: 'publish', function: 'f' })).toMatchObject({ statusCode: 404 })
  })

  test('takes idle environments away at once, and others when they have answered, of this function alone', async () => {
    const { deploy, invoke, ok, told } = emulatorUnderTest()
    await deploy()
    await deploy({}, {}, 'g')
    await ok({ type: 'publish', function: 'f' })
    await invoke({}, { function: 'g' })
    await invoke({}, { qualifier: '1' })
    await Promise.all([invoke({ waits: 10 }), invoke({ waits: 20 })])
    const running = invoke({ waits: 100, answer: 'old' })
    await deploy({ ms: 1 })
    expect(told('environment-reclaimed').map(({ environment, reason }) => [environment, reason])).toEqual([
      ['env-3', 'new-code'],
    ])
    expect(await invoke()).toMatchObject({ start: 'cold', environment: 'env-5' })
    expect(await running).toMatchObject({ environment: 'env-4', payload: '"old"' })
    expect(told('environment-reclaimed').map(({ environment }) => environment)).toEqual(['env-3', 'env-4'])
    expect((await invoke({}, { function: 'g' })).start).toBe('warm')
    expect((await invoke({}, { qualifier: '1' })).start).toBe('warm')
  })
})

describe('configure', () => {
  test('gives later requests new environments', async () => {
    const { deploy, invoke, ok, told } = emulatorUnderTest()
    await deploy({ ms: 3 })
    await invoke()
    expect(await ok({ type: 'configure', function: 'f', configuration: { memorySize: 256 } })).toEqual({ type: 'done' })
    expect(told('environment-reclaimed')).toMatchObject([{ environment: 'env-1', reason: 'new-configuration' }])
    const { log, initDurationMs } = await invoke()
    // The code is still the one that was deployed.
    expect(initDurationMs).toBe(3)
    expect(log.at(-1)).toContain('\tMemory Size: 256 MB\t')
  })

  test('changes nothing where it is refused', async () => {
    const { deploy, invoke, refusal } = emulatorUnderTest()
    await deploy()
    await invoke()
    expect(await refusal({ type: 'configure', function: 'f', configuration: { timeout: 0 } })).toMatchObject({
      key: 'timeout',
    })
    expect((await invoke()).start).toBe('warm')
    expect(await refusal({ type: 'configure', function: 'nobody', configuration: {} })).toEqual(NOBODY)
  })

  test('cannot change tenant isolation, and neither can new code', async () => {
    const { deploy, ok, refusal } = emulatorUnderTest()
    await deploy({}, { tenantIsolation: 'PER_TENANT' })
    await ok({ type: 'configure', function: 'f', configuration: { tenantIsolation: 'PER_TENANT' } })
    await deploy({}, { tenantIsolation: 'PER_TENANT' })
    await deploy({}, {})
    expect(await refusal({ type: 'configure', function: 'f', configuration: { tenantIsolation: null } })).toEqual(FIXED)
    expect(await refusal(deployment({}, { tenantIsolation: null }))).toEqual(FIXED)
  })
})

describe('publish', () => {
  test('numbers versions of one function from 1; each keeps its code and its environments', async () => {
    const { deploy, invoke, ok, told, refusal } = emulatorUnderTest()
    await deploy({ ms: 1 })
    expect(await ok({ type: 'publish', function: 'f' })).toEqual({ type: 'published', version: '1' })
    await deploy({ ms: 2 })
    expect(await ok({ type: 'publish', function: 'f' })).toEqual({ type: 'published', version: '2' })
    await deploy({}, {}, 'g')
    expect(await ok({ type: 'publish', function: 'g' })).toEqual({ type: 'published', version: '1' })
    expect(told('version-published').map(event => [event.function, event.version])).toEqual([
      ['f', '1'],
      ['f', '2'],
      ['g', '1'],
    ])
    const first = await invoke({}, { qualifier: '1' })
    expect([first.initDurationMs, first.log[1]]).toEqual([1, `START RequestId: ${first.requestId} Version: 1`])
    const second = await invoke({}, { qualifier: '2' })
    expect([second.initDurationMs, second.environment]).toEqual([2, 'env-2'])
    expect((await invoke({}, { qualifier: '1' })).environment).toBe('env-1')
    expect(await refusal({ type: 'publish', function: 'nobody' })).toEqual(NOBODY)
  })

  test('makes no new version where neither code nor configuration changed', async () => {
    const { deploy, ok, told } = emulatorUnderTest()
    const published = (version: string) => ({ type: 'published', version })
    await deploy({ ms: 1 })
    const publish = { type: 'publish', function: 'f' } as const
    expect([await ok(publish), await ok(publish)]).toEqual([published('1'), published('1')])
    await deploy({ ms: 1 })
    expect(await ok(publish)).toEqual(published('1'))
    await ok({ type: 'configure', function: 'f', configuration: { timeout: 9 } })
    expect([await ok(publish), await ok(publish)]).toEqual([published('2'), published('2')])
    expect(told('version-published')).toHaveLength(2)
  })
})

describe('reserve', () => {
  const reserve = (concurrency: number | null, name = 'f') =>
    ({ type: 'reserve', function: name, concurrency }) as const

  test('recycles nothing, and null takes it back', async () => {
    const { deploy, invoke, ok, told } = emulatorUnderTest()
    await deploy()
    await invoke()
    expect(await ok(reserve(1))).toEqual({ type: 'done' })
    expect(await ok(reserve(null))).toEqual({ type: 'done' })
    expect(told('concurrency-reserved').map(event => [event.function, event.concurrency])).toEqual([
      ['f', 1],
      ['f', null],
    ])
    expect((await invoke()).start).toBe('warm')
  })

  test.each([
    [-1, 'ValidationException', 'failed to satisfy constraint: Member must have value greater than or equal to 0'],
    [1.5, 'InvalidParameterValueException', 'is not a whole number.'],
    [Number.NaN, 'InvalidParameterValueException', 'is not a whole number.'],
  ])('refuses %d', async (concurrency, type, message) => {
    const { deploy, refusal } = emulatorUnderTest()
    await deploy()
    expect(await refusal(reserve(concurrency))).toMatchObject({
      type,
      statusCode: 400,
      message: expect.stringContaining(`Value '${concurrency}' at 'reservedConcurrentExecutions' ${message}`),
      key: 'concurrency',
      hint: 'Give a whole number of 0 or more: 0 stops the function.',
    })
  })

  test.each([
    ['alone', 1_000, 0, 900, 100],
    ['beside another’s 500', 1_000, 500, 400, 100],
    // A small account keeps one for the rest.
    ['of a small account', 10, 0, 9, 9],
    ['of a small account beside another', 50, 0, 1, 49],
  ])('leaves 100 to the rest of the account, %s', async (_what, concurrency, others, most, minimum) => {
    const { deploy, ok, refusal } = emulatorUnderTest({ account: { concurrency } })
    await deploy()
    await deploy({}, {}, 'g')
    await ok(reserve(others, 'g'))
    if (concurrency === 1_000) await ok(reserve(most))
    expect(await refusal(reserve(concurrency))).toMatchObject({
      type: 'InvalidParameterValueException',
      statusCode: 400,
      message: `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
      key: 'concurrency',
    })
    expect(await refusal(reserve(1, 'nobody'))).toEqual(NOBODY)
  })

  test('says how much there is to reserve', async () => {
    const { deploy, ok, refusal } = emulatorUnderTest()
    await deploy()
    await deploy({}, {}, 'g')
    await ok(reserve(500, 'g'))
    expect(await refusal(reserve(401))).toMatchObject({
      hint: 'Reserve 400 or less: the rest of the account needs 100.',
    })
    // What it has itself does not stand in its way.
    await ok(reserve(400))
    await ok(reserve(399))
  })

  test('refuses less than is provisioned, in the words on record', async () => {
    const { deploy, ok, refusal } = emulatorUnderTest()
    for (const qualifier of ['1', '2']) {
      await deploy({ answer: qualifier })
      await ok({ type: 'publish', function: 'f' })
      await ok({ type: 'provision', function: 'f', qualifier, count: 1 })
    }
    expect(await refusal(reserve(1))).toEqual({
      type: 'InvalidParameterValueException',
      statusCode: 400,
      message:
        " ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2].",
      key: 'concurrency',
      hint: 'Reserve 2 or more, or provision less.',
    })
    await ok(reserve(2))
  })
})
