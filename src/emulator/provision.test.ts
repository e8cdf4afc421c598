import { describe, expect, test } from 'vitest'
import { emulatorUnderTest } from './emulator-under-test.ts'
import { answers } from './scripted-sandboxes.ts'

const provision = (count: number, qualifier = '1') => ({ type: 'provision', function: 'f', qualifier, count }) as const
const PUBLISH = { type: 'publish', function: 'f' } as const
const READY = { type: 'provisioned', status: 'READY', statusReason: null }

describe('provisioned concurrency', () => {
  test('is initialised ahead of any request, and waits without end', async () => {
    const { deploy, invoke, ok, idle, told } = emulatorUnderTest()
    await deploy({ waits: 30 })
    await ok(PUBLISH)
    expect(await ok(provision(2))).toEqual(READY)
    const asked = { function: 'f', qualifier: '1', requested: 2 }
    expect(told('provisioning')).toMatchObject([
      { ...asked, status: 'IN_PROGRESS', statusReason: null },
      { ...asked, status: 'READY', statusReason: null },
    ])
    expect(
      told('environment-started').map(event => [event.environment, event.initializationType, event.requestId]),
    ).toEqual([
      ['env-1', 'provisioned-concurrency', null],
      ['env-2', 'provisioned-concurrency', null],
    ])
    expect(told('frozen').map(({ environment, pending }) => [environment, pending])).toEqual([
      ['env-1', []],
      ['env-2', []],
    ])
    await idle(14_399_999)
    expect(told('environment-reclaimed')).toEqual([])
    expect(await invoke({}, { qualifier: '1' })).toMatchObject({
      start: 'warm',
      environment: 'env-1',
      initializationType: 'provisioned-concurrency',
      initDurationMs: null,
    })
  })

  test('grows and shrinks, the oldest being kept', async () => {
    const { deploy, invoke, ok, told } = emulatorUnderTest()
    await deploy()
    await ok(PUBLISH)
    await invoke({}, { qualifier: '1' })
    await ok(provision(3))
    expect(await ok(provision(1))).toEqual(READY)
    expect(told('environment-reclaimed').map(({ environment, reason }) => [environment, reason])).toEqual([
      ['env-3', 'provisioning-removed'],
      ['env-4', 'provisioning-removed'],
    ])
    await ok(provision(2))
    expect(
      told('environment-started')
        .map(({ environment }) => environment)
        .slice(4),
    ).toEqual(['env-5'])
  })

  test('that is taken away finishes what it runs', async () => {
    const { deploy, invoke, ok, told } = emulatorUnderTest()
    await deploy()
    await ok(PUBLISH)
    await ok(provision(2))
    const both = [
      invoke({ waits: 5, answer: 1 }, { qualifier: '1' }),
      invoke({ waits: 5, answer: 2 }, { qualifier: '1' }),
    ]
    await ok(provision(1))
    expect((await Promise.all(both)).map(({ payload }) => payload)).toEqual(['1', '2'])
    expect(told('environment-reclaimed').map(({ environment }) => environment)).toEqual(['env-2'])
  })

  test('belongs to its version', async () => {
    const { deploy, invoke, ok } = emulatorUnderTest()
    await deploy()
    await ok(PUBLISH)
    await ok(provision(1))
    await deploy({ ms: 1 })
    await ok(PUBLISH)
    await ok(provision(2, '2'))
    const ofVersion = async (qualifier: string) => (await invoke({}, { qualifier })).environment
    expect([await ofVersion('1'), await ofVersion('2'), await ofVersion('$LATEST')]).toEqual([
      'env-1',
      'env-2',
      'env-4',
    ])
  })

  test('fails where an init fails, and leaves nothing', async () => {
    const { deploy, ok, told, sandboxes } = emulatorUnderTest()
    await deploy({ fails: { errorType: 'Error', errorMessage: 'no', trace: [] } })
    await ok(PUBLISH)
    const failed = { status: 'FAILED', statusReason: 'FUNCTION_ERROR_INIT_FAILURE' }
    expect(await ok(provision(2))).toEqual({ type: 'provisioned', ...failed })
    expect(told('provisioning').at(-1)).toMatchObject({ ...failed, requested: 2 })
    expect(told('environment-reclaimed').map(({ environment, reason }) => [environment, reason])).toEqual([
      ['env-1', 'provisioning-removed'],
      ['env-2', 'provisioning-removed'],
    ])
    expect(sandboxes.stopped).toEqual([1, 2])
  })

  test('fails where one init of several fails', async () => {
    const { deploy, ok, told } = emulatorUnderTest({
      script: (command, report, runtime) => {
        if (command.type !== 'init') return
        report({ type: 'started', now: command.now })
        if (runtime === 2) report({ type: 'ended', now: command.now, exit: { kind: 'exit', code: 1 } })
        else report({ type: 'inited', now: command.now, moduleScope: [] })
      },
    })
    await deploy()
    await ok(PUBLISH)
    expect(await ok(provision(3))).toMatchObject({ status: 'FAILED' })
    expect(told('environment-reclaimed').map(({ environment }) => environment)).toEqual(['env-2'])
  })

  test.each([
    ['130 s', 129_999, 3, 'READY'],
    ['130 s', 130_001, 3, 'FAILED'],
    ['its time-out where that is longer', 199_999, 200, 'READY'],
    ['its time-out where that is longer', 200_001, 200, 'FAILED'],
  ])('has %s for its init: %d ms with a time-out of %d s is %s', async (_what, waits, timeout, status) => {
    const { deploy, ok, told } = emulatorUnderTest()
    await deploy({ waits }, { timeout })
    await ok(PUBLISH)
    expect(await ok(provision(1))).toMatchObject({ status })
    expect(told('init-ended')).toMatchObject([{ status: status === 'READY' ? 'success' : 'timeout' }])
  })
})

describe('provisioned concurrency is refused', () => {
  const refused = async (count: number, qualifier?: string, tenants = false) => {
    const { deploy, ok, refusal, events } = emulatorUnderTest()
    await deploy({}, { reservedConcurrency: 3, tenantIsolation: tenants ? 'PER_TENANT' : null })
    await ok(PUBLISH)
    const before = events.length
    const found = await refusal(provision(count, qualifier))
    expect(events).toHaveLength(before)
    return found
  }
  const wrong = { type: 'InvalidParameterValueException', statusCode: 400 }

  test('for $LATEST', async () => {
    expect(await refused(1, '$LATEST')).toEqual({
      ...wrong,
      message: 'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
      key: 'qualifier',
      hint: 'Publish a version first and provision that one.',
    })
  })

  test('for a version there is none of', async () => {
    expect(await refused(1, '7')).toMatchObject({
      type: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:ap-northeast-1:123456789012:function:f:7',
    })
  })

  const constraint = 'failed to satisfy constraint: Member must have value greater than or equal to 1'
  const about = (count: number) => `Value '${count}' at 'provisionedConcurrentExecutions'`
  test.each([
    [0, 'ValidationException', `1 validation error detected: ${about(0)} ${constraint}`],
    [-1, 'ValidationException', `1 validation error detected: ${about(-1)} ${constraint}`],
    [1.5, 'InvalidParameterValueException', `${about(1.5)} is not a whole number.`],
  ])('for %d', async (count, type, message) => {
    expect(await refused(count)).toEqual({
      ...wrong,
      type,
      message,
      key: 'count',
      hint: 'Give a whole number of 1 or more.',
    })
  })

  test('for a function with tenant isolation', async () => {
    expect(await refused(1, '1', true)).toEqual({
      ...wrong,
      message: 'Provisioned concurrency is not supported for functions with tenant isolation.',
      key: 'qualifier',
      hint: 'Provision a function without tenantIsolation.',
    })
  })

  test('above what is reserved, all versions together', async () => {
    expect(await refused(4)).toEqual({
      ...wrong,
      message:
        'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
      key: 'count',
      hint: 'Provision 3 or less, or reserve more.',
    })
    const { deploy, ok, refusal } = emulatorUnderTest()
    await deploy({}, { reservedConcurrency: 3 })
    await ok(PUBLISH)
    await ok({ type: 'configure', function: 'f', configuration: { timeout: 9 } })
    await ok(PUBLISH)
    await ok(provision(2))
    expect(await refusal(provision(2, '2'))).toMatchObject({
      key: 'count',
      hint: 'Provision 1 or less, or reserve more.',
    })
    expect(await ok(provision(1, '2'))).toEqual(READY)
    // What the version itself has does not stand in its way.
    expect(await ok(provision(2))).toEqual(READY)
  })

  test.each([
    ['all there is', 1_001, "is greater than account's unreserved concurrency [1000].", 'Provision 1000 or less.'],
    [
      'what must be left',
      901,
      "decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
      'Provision 900 or less.',
    ],
  ])('above %s where nothing is reserved', async (_what, count, message, hint) => {
    const { deploy, ok, refusal } = emulatorUnderTest()
    await deploy()
    await ok(PUBLISH)
    expect(await refusal(provision(count))).toEqual({
      ...wrong,
      message: `Specified ConcurrentExecutions for function ${message}`,
      key: 'count',
      hint,
    })
  })
})

describe('the lifetime of a provisioned environment', () => {
  const HOUR_MS = 3_600_000
  const account = { lifetime: HOUR_MS }

  test('ends when a successor was initialised, so that as many are ready as before', async () => {
    const { deploy, invoke, ok, idle, told } = emulatorUnderTest({ account })
    await deploy({ waits: 30 })
    await ok(PUBLISH)
    await ok(provision(2))
    await idle(HOUR_MS + 100)
    expect(told('environment-started').map(({ environment }) => environment)).toEqual([
      'env-1',
      'env-2',
      'env-3',
      'env-4',
    ])
    const [ready] = told('init-ended').filter(({ environment }) => environment === 'env-3')
    const gone = told('environment-reclaimed')
    expect(gone.map(({ environment, reason }) => [environment, reason])).toEqual([
      ['env-1', 'lifetime'],
      ['env-2', 'lifetime'],
    ])
    expect(gone[0]?.seq).toBeGreaterThan(ready?.seq ?? Number.POSITIVE_INFINITY)
    expect(await invoke({}, { qualifier: '1' })).toMatchObject({ start: 'warm', environment: 'env-3' })
  })

  test('takes nothing of what is reserved while both are there', async () => {
    const { deploy, invoke, ok, idle } = emulatorUnderTest({ account })
    await deploy({ waits: 60_000 }, { reservedConcurrency: 2 })
    await ok(PUBLISH)
    await ok({ type: 'deploy', function: 'f', files: [{ path: 'index.mjs', text: '{}' }] })
    await ok(provision(1))
    await idle(HOUR_MS + 10_000)
    expect(await invoke()).toMatchObject({ start: 'cold', throttle: null })
  })

  test('goes on where the successor’s init fails', async () => {
    const { deploy, invoke, ok, idle, told } = emulatorUnderTest({
      account,
      script: (command, report, runtime) => {
        if (command.type === 'init') {
          report({ type: 'started', now: command.now })
          if (runtime === 2) report({ type: 'ended', now: command.now, exit: { kind: 'exit', code: 1 } })
          else report({ type: 'inited', now: command.now, moduleScope: [] })
        } else if (command.type === 'invoke') report(answers(command, null))
      },
    })
    await deploy()
    await ok(PUBLISH)
    await ok(provision(1))
    await idle(HOUR_MS)
    expect(await invoke({}, { qualifier: '1' })).toMatchObject({ start: 'warm', environment: 'env-1' })
    await idle(HOUR_MS)
    expect(told('environment-reclaimed').map(({ environment }) => environment)).toEqual(['env-2', 'env-1'])
    expect(await invoke({}, { qualifier: '1' })).toMatchObject({ start: 'warm', environment: 'env-3' })
  })

  test('makes no successor of one that was taken away', async () => {
    const { deploy, ok, idle, told } = emulatorUnderTest({ account })
    await deploy()
    await ok(PUBLISH)
    await ok(provision(2))
    await ok(provision(1))
    await idle(HOUR_MS)
    expect(told('environment-started')).toHaveLength(3)
  })
})
