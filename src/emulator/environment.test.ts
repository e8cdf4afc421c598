import { describe, expect, test } from 'vitest'
import { emulatorUnderTest, ORIGIN } from './emulator-under-test.ts'

const EXIT = { kind: 'exit', code: 1 } as const

describe('an environment', () => {
  test('begins with a log stream and a /tmp of its own', async () => {
    const { deploy, invoke, told, ok } = emulatorUnderTest()
    await deploy({}, { ephemeralStorage: 1_024 })
    await ok({ type: 'publish', function: 'f' })
    const { requestId } = await invoke({}, { qualifier: '1' })
    await invoke()
    const [first, second] = told('environment-started')
    expect(first).toEqual({
      type: 'environment-started',
      seq: 4,
      time: ORIGIN,
      environment: 'env-1',
      function: 'f',
      version: '1',
      logStream: expect.stringMatching(/^2026\/11\/24\/\[1\][0-9a-f]{32}$/),
      initializationType: 'on-demand',
      tmpBytes: 1_073_741_824,
      requestId,
    })
    expect(second?.logStream).toMatch(/^2026\/11\/24\/\[\$LATEST\][0-9a-f]{32}$/)
    expect(second?.logStream.slice(-32)).not.toBe(first?.logStream.slice(-32))
  })

  test('is reclaimed when it was idle for six minutes, and its runtime stopped', async () => {
    const { deploy, invoke, idle, told, sandboxes } = emulatorUnderTest()
    await deploy()
    await invoke({ ms: 7 })
    await idle(359_999)
    expect([told('environment-reclaimed'), sandboxes.stopped]).toEqual([[], []])
    await idle(1)
    expect(told('environment-reclaimed')).toMatchObject([
      { environment: 'env-1', reason: 'idle', time: ORIGIN + 360_007 },
    ])
    expect(sandboxes.stopped).toEqual([1])
  })

  test('is idle from the end of its last invocation on', async () => {
    const { deploy, invoke, idle, told } = emulatorUnderTest({ account: { idleRetention: 10_000 } })
    await deploy({}, { timeout: 60 })
    await invoke()
    await idle(9_000)
    // Longer than it may be idle: what runs is not idle.
    expect(await invoke({ waits: 30_000 })).toMatchObject({ start: 'warm', durationMs: 30_000 })
    await idle(9_999)
    expect(told('environment-reclaimed')).toEqual([])
    await idle(1)
    expect(told('environment-reclaimed')).toMatchObject([{ time: ORIGIN + 49_000 }])
  })

  test('without a runtime is reclaimed all the same', async () => {
    const { deploy, invoke, idle, told, sandboxes } = emulatorUnderTest()
    await deploy()
    await invoke({ exits: EXIT })
    await idle(360_000)
    expect(told('environment-reclaimed')).toHaveLength(1)
    // Its runtime was stopped when it ended, and not a second time.
    expect(sandboxes.stopped).toEqual([1])
  })

  test('says for how long it was frozen', async () => {
    const { deploy, invoke, idle, told } = emulatorUnderTest()
    await deploy()
    await invoke({ ms: 5 })
    await idle(60_000)
    await invoke()
    await invoke({ exits: EXIT })
    await idle(1_000)
    await invoke()
    // A runtime that starts again is not thawed.
    expect(told('thawed').map(({ environment, frozenMs }) => [environment, frozenMs])).toEqual([
      ['env-1', 60_000],
      ['env-1', 0],
    ])
  })

  test('that is new when code is deployed serves its request, then goes', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ waits: 50 })
    const first = invoke({ answer: 'old' })
    await deploy({})
    expect(await first).toMatchObject({ start: 'cold', payload: '"old"' })
    expect(told('environment-reclaimed')).toMatchObject([{ environment: 'env-1', reason: 'new-code' }])
  })

  test('gives each invocation the lines since the one before, the function’s and the platform’s', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ logs: ['module'] })
    const first = await invoke({ logs: ['one'] })
    expect(first.log.map(line => line.split(' ')[0])).toEqual(['INIT_START', 'module', 'START', 'one', 'END', 'REPORT'])
    const second = await invoke({ logs: ['two', 'three'] })
    expect(second.log.slice(0, 4)).toEqual([
      `START RequestId: ${second.requestId} Version: $LATEST`,
      'two',
      'three',
      `END RequestId: ${second.requestId}`,
    ])
    expect(
      told('log')
        .map(({ source, requestId }) => [source, requestId])
        .slice(0, 4),
    ).toEqual([
      ['platform', null],
      ['function', null],
      ['platform', first.requestId],
      ['function', first.requestId],
    ])
  })

  test('tells what the function’s left-over timers did, and module scope after each phase', async () => {
    const timer = { kind: 'interval', due: ORIGIN + 1, requestId: 'r' } as const
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ scope: { n: '0' } })
    const { requestId } = await invoke({ scope: { n: '1' }, pending: [timer] })
    await invoke({ late: [timer] })
    expect(told('frozen').map(({ pending }) => pending)).toEqual([[timer], []])
    expect(told('late-work')).toMatchObject([{ environment: 'env-1', timers: [timer] }])
    const binding = { file: 'index.mjs', name: 'n', readable: true }
    expect(told('module-scope').slice(0, 2)).toMatchObject([
      { after: 'init', requestId: null, bindings: [{ ...binding, preview: '0', changed: false }] },
      { after: 'invocation', requestId, bindings: [{ ...binding, preview: '1', changed: true }] },
    ])
  })
})

describe('the lifetime of an environment', () => {
  const account = { lifetime: 600_000, idleRetention: 3_600_000 }

  test('ends it however busy it is', async () => {
    const { deploy, invoke, idle, told } = emulatorUnderTest({ account })
    await deploy()
    await invoke()
    await idle(599_999)
    expect((await invoke()).start).toBe('warm')
    await idle(1)
    expect(told('environment-reclaimed')).toMatchObject([{ environment: 'env-1', reason: 'lifetime' }])
    expect(await invoke()).toMatchObject({ start: 'cold', environment: 'env-2' })
  })

  test('lets it finish what it runs', async () => {
    const { deploy, invoke, idle, told } = emulatorUnderTest({ account })
    await deploy({}, { timeout: 900 })
    await idle(0)
    expect(await invoke({ waits: 700_000, answer: 'done' })).toMatchObject({ payload: '"done"', functionError: null })
    const [gone] = told('environment-reclaimed')
    expect(gone).toMatchObject({ environment: 'env-1', reason: 'lifetime', time: ORIGIN + 700_000 })
  })

  test('has nothing to end where it is gone before', async () => {
    const { deploy, invoke, idle, told } = emulatorUnderTest({ account: { ...account, idleRetention: 1_000 } })
    await deploy()
    await invoke()
    await idle(700_000)
    expect(told('environment-reclaimed').map(({ reason }) => reason)).toEqual(['idle'])
  })
})
