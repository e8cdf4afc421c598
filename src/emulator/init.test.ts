import { describe, expect, test } from 'vitest'
import { emulatorUnderTest, ORIGIN } from './emulator-under-test.ts'

const EXIT = { kind: 'exit', code: 3 } as const
const SYNTAX = { errorType: 'Runtime.UserCodeSyntaxError', errorMessage: 'SyntaxError: x', trace: ['SyntaxError: x'] }
const OWN = { errorType: 'TypeError', errorMessage: 'no', trace: [] }

/** Lines of a log without the request's id and what comes after it in START and END. */
const kinds = (log: readonly string[]): string[] =>
  log.map(line => (line.startsWith('INIT_REPORT') ? line : (line.split(' ')[0] ?? '')))

describe('the init of a new environment', () => {
  test('hands the runtime all it needs', async () => {
    const { deploy, invoke, sandboxes } = emulatorUnderTest({ allowedHosts: ['a.example'] })
    await deploy(
      {},
      { memorySize: 256, ephemeralStorage: 600, handler: 'app.run', runtime: 'nodejs22.x', logFormat: 'JSON' },
    )
    await invoke()
    expect(sandboxes.sent[0]?.command).toEqual({
      type: 'init',
      now: ORIGIN,
      handler: 'app.run',
      runtime: 'nodejs22.x',
      files: [{ path: 'index.mjs', text: '{}' }],
      env: expect.any(Object),
      tmp: [],
      tmpBytes: 629_145_600,
      memoryBytes: 268_435_456,
      logFormat: 'JSON',
      stepping: true,
      allowedHosts: ['a.example'],
    })
  })

  test('reaches no host unless asked', async () => {
    const { deploy, invoke, sandboxes } = emulatorUnderTest()
    await deploy()
    await invoke()
    expect(sandboxes.sent[0]?.command).toMatchObject({ allowedHosts: [] })
  })

  test('that went well writes INIT_START and no INIT_REPORT', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ ms: 5 })
    const { log, initDurationMs } = await invoke()
    expect(log[0]).toMatch(
      /^INIT_START Runtime Version: nodejs:24\.v48\tRuntime Version ARN: arn:aws:lambda:ap-northeast-1::runtime:[0-9a-f]{64}$/,
    )
    expect(kinds(log)).toEqual(['INIT_START', 'START', 'END', 'REPORT'])
    expect(initDurationMs).toBe(5)
    expect(told('init-started')).toMatchObject([
      { environment: 'env-1', phase: 'init', simulatedMs: 0, requestId: null },
    ])
    expect(told('init-ended')).toMatchObject([{ phase: 'init', status: 'success', errorType: null, durationMs: 5 }])
  })

  test.each([
    [9_999, 'success', 9_999],
    [10_001, 'timeout', 10_000],
  ])('may take 10 s: %d ms is a %s', async (waits, status, durationMs) => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ waits }, { timeout: 60 })
    await invoke()
    expect(told('init-ended')[0]).toMatchObject({ phase: 'init', status, durationMs })
  })

  test('beyond 10 s is done again inside the invocation, under the function’s time-out', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ waits: 11_000 }, { timeout: 12 })
    const result = await invoke({ ms: 5 })
    // The first REPORT has no Init Duration: its Duration holds the second init (lambda-semantics 1.1 #6).
    expect(result).toMatchObject({ start: 'cold', functionError: null, durationMs: 11_005, initDurationMs: null })
    expect(kinds(result.log)).toEqual([
      'INIT_START',
      'INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout',
      'START',
      'END',
      'REPORT',
    ])
    expect(told('runtime-ended').map(({ end }) => end)).toEqual([{ kind: 'init-timeout' }])
    expect(told('init-started').map(({ phase, requestId }) => [phase, requestId])).toEqual([
      ['init', null],
      ['invoke', result.requestId],
    ])
    expect((await invoke()).start).toBe('warm')
  })

  test('that fails runs twice for the first invocation, and the caller gets the error', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ ms: 6, fails: SYNTAX })
    const result = await invoke()
    expect(kinds(result.log)).toEqual([
      'INIT_START',
      'INIT_REPORT Init Duration: 6.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.UserCodeSyntaxError',
      'INIT_REPORT Init Duration: 6.00 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.UserCodeSyntaxError',
      'START',
      'END',
      'REPORT',
    ])
    expect(result.log.at(-1)).toMatch(
      /\tMax Memory Used: 76 MB\tStatus: error\tError Type: Runtime\.UserCodeSyntaxError$/,
    )
    expect(result).toMatchObject({ durationMs: 6, initDurationMs: null, functionError: 'Unhandled', start: 'cold' })
    expect(result.payload).toBe(
      '{"errorType":"Runtime.UserCodeSyntaxError","errorMessage":"SyntaxError: x","trace":["SyntaxError: x"]}',
    )
    expect(told('runtime-ended').map(({ end }) => end)).toEqual([
      { kind: 'init-error', errorType: 'Runtime.UserCodeSyntaxError' },
      { kind: 'init-error', errorType: 'Runtime.UserCodeSyntaxError' },
    ])
    // And once more for each further one, in the same environment.
    expect(await invoke()).toMatchObject({ start: 'reset', environment: 'env-1', functionError: 'Unhandled' })
    expect(told('init-ended')).toHaveLength(3)
  })

  test('that fails by an error of its own is Runtime.Unknown in the log, and itself to the caller', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ fails: OWN })
    const { log, payload } = await invoke()
    expect(log[1]).toContain('\tError Type: Runtime.Unknown')
    expect(payload).toBe('{"errorType":"TypeError","errorMessage":"no","trace":[]}')
    expect(told('init-ended')[0]).toMatchObject({ status: 'error', errorType: 'Runtime.Unknown' })
  })

  test.each([
    ['fails', { ms: 6.12, fails: OWN }],
    ['exits', { ms: 6.12, exits: EXIT }],
    ['goes well', { ms: 6.12 }],
  ])('that %s took two decimals of a millisecond', async (_what, orders) => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy(orders)
    await invoke()
    expect(told('init-ended')[0]?.durationMs).toBe(6.12)
  })

  test('that exits is an exit to the caller', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ ms: 2, exits: EXIT })
    const { log, payload, requestId } = await invoke()
    expect(log[1]).toBe('INIT_REPORT Init Duration: 2.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError')
    expect(JSON.parse(payload ?? '')).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: exit status 3`,
    })
    expect(told('runtime-ended')[0]?.end).toEqual({ kind: 'exited', exit: EXIT })
  })

  test('writes to /tmp are told by its end, and the next runtime finds them', async () => {
    const { deploy, invoke, told, sandboxes } = emulatorUnderTest()
    await deploy({
      tmp: [
        { write: '/tmp/a', text: 'x' },
        { write: '/tmp/a', text: 'yz' },
      ],
    })
    await invoke({ exits: EXIT })
    await invoke()
    expect(
      told('tmp-changed')
        .map(({ path, preview }) => [path, preview])
        .slice(0, 2),
    ).toEqual([
      ['/tmp/a', 'x'],
      ['/tmp/a', 'yz'],
    ])
    const again = sandboxes.sent.find(({ runtime }) => runtime === 2)
    expect(again?.command).toMatchObject({
      type: 'init',
      tmp: [{ kind: 'file', path: '/tmp/a', bytes: new Uint8Array([121, 122]) }],
    })
  })
})

describe('an init inside an invocation', () => {
  test('shares the function’s time-out with the handler, over and over', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ waits: 4_000 }, { timeout: 3 })
    expect(await invoke({ exits: EXIT })).toMatchObject({ start: 'cold', initDurationMs: 4_000 })
    for (let times = 0; times < 2; times++) {
      const doomed = await invoke()
      expect(doomed).toMatchObject({
        start: 'reset',
        durationMs: 3_000,
        initDurationMs: null,
        functionError: 'Unhandled',
      })
      expect(doomed.payload).toContain('Task timed out after 3.00 seconds')
      expect(kinds(doomed.log)).toEqual([
        'INIT_REPORT Init Duration: 3000.00 ms\tPhase: invoke\tStatus: timeout',
        'START',
        'END',
        'REPORT',
      ])
      expect(doomed.log.at(-1)).toMatch(/\tStatus: timeout$/)
    }
    expect(told('runtime-ended').map(({ end }) => end.kind)).toEqual(['exited', 'timeout', 'timeout'])
  })

  test('leaves the handler what it did not take', async () => {
    const { deploy, invoke } = emulatorUnderTest()
    await deploy({ waits: 1_500 }, { timeout: 2 })
    await invoke({ exits: EXIT })
    expect(await invoke({ waits: 600 })).toMatchObject({
      start: 'reset',
      durationMs: 2_000,
      functionError: 'Unhandled',
    })
    expect(await invoke({ waits: 400 })).toMatchObject({ start: 'reset', durationMs: 1_900, functionError: null })
  })
})

describe('simulated platform time', () => {
  const platform = { environmentMs: 200, runtimeMs: 135 }

  test('comes before INIT_START, and before module code inside Init Duration', async () => {
    const { deploy, invoke, told } = emulatorUnderTest({ platform })
    await deploy({ ms: 8.12 })
    expect(await invoke({ ms: 1.5 })).toMatchObject({ initDurationMs: 143.12, durationMs: 1.5, billedDurationMs: 145 })
    const time = (type: 'init-started' | 'init-ended' | 'invocation-started') => (told(type)[0]?.time ?? 0) - ORIGIN
    expect(time('init-started')).toBe(200)
    expect(time('init-ended')).toBeCloseTo(343.12, 2)
    expect(told('init-started')[0]).toMatchObject({ simulatedMs: 135 })
    expect(told('init-ended')[0]).toMatchObject({ simulatedMs: 135, durationMs: 143.12 })
  })

  test.each([
    ['fails', { ms: 6, fails: SYNTAX }, '141.00'],
    ['exits', { ms: 6, exits: EXIT }, '141.00'],
  ])('is in the Init Duration of an init that %s', async (_what, orders, duration) => {
    const { deploy, invoke } = emulatorUnderTest({ platform })
    await deploy(orders)
    const { log, durationMs } = await invoke()
    expect(log[1]).toContain(`Init Duration: ${duration} ms\t`)
    expect(durationMs).toBe(141)
  })

  test('counts for the limit', async () => {
    const { deploy, invoke, told } = emulatorUnderTest({ platform: { runtimeMs: 4_000 } })
    await deploy({ waits: 6_001 }, { timeout: 1 })
    const result = await invoke()
    expect(told('init-ended')).toMatchObject([
      { phase: 'init', status: 'timeout', durationMs: 10_000 },
      // Starting the runtime alone takes longer than the function may: it is cut off there.
      { phase: 'invoke', status: 'timeout', durationMs: 1_000 },
    ])
    expect(result.durationMs).toBe(1_000)
    expect(told('invocation-ended')[0]?.time).toBe(ORIGIN + 11_000)
  })
})
