import { describe, expect, test } from 'vitest'
import { emulatorUnderTest } from './emulator-under-test.ts'

/** Types and records of the platform's events in a log. */
const eventsOf = (log: readonly string[]): unknown[] =>
  log.map(line => {
    const { type, record } = JSON.parse(line)
    return [type, record]
  })

const ARN = 'arn:aws:lambda:ap-northeast-1:123456789012:function:f'
const ID = expect.stringMatching(/^[0-9a-f-]{36}$/)

describe('the platform in the JSON log format', () => {
  test('tells of a start and a report, of nothing else where all went well', async () => {
    const { deploy, invoke } = emulatorUnderTest()
    await deploy({ ms: 2 }, { logFormat: 'JSON', tenantIsolation: 'PER_TENANT' })
    const cold = await invoke({}, { tenantId: 'blue' })
    expect(JSON.parse(cold.log[0] ?? '').time).toBe('2026-11-24T00:00:00.000Z')
    expect(eventsOf(cold.log)).toEqual([
      [
        'platform.initStart',
        {
          initializationType: 'on-demand',
          phase: 'init',
          runtimeVersion: 'nodejs:24.v48',
          runtimeVersionArn: expect.stringMatching(/^arn:aws:lambda:ap-northeast-1::runtime:[0-9a-f]{64}$/),
          functionName: 'f',
          functionVersion: '$LATEST',
          instanceId: expect.stringMatching(/^2026\/11\/24\/f\[\$LATEST\][0-9a-f]{32}$/),
          instanceMaxMemory: 134_217_728,
        },
      ],
      ['platform.start', { requestId: ID, functionArn: ARN, version: '$LATEST', tenantId: 'blue' }],
      [
        'platform.report',
        { requestId: ID, status: 'success', metrics: expect.objectContaining({ initDurationMs: 2 }) },
      ],
    ])
    const { log } = await invoke({}, { tenantId: 'blue' })
    expect(Object.keys(JSON.parse(log[1] ?? '').record.metrics)).toEqual([
      ...['durationMs', 'billedDurationMs', 'memorySizeMB', 'maxMemoryUsedMB'],
    ])
  })

  test('tells of an exit twice and of a thrown error not at all', async () => {
    const { deploy, invoke } = emulatorUnderTest()
    await deploy({}, { logFormat: 'JSON' })
    const thrown = await invoke({ fails: { errorType: 'TypeError', errorMessage: 'no' } })
    expect(eventsOf(thrown.log).at(-1)).toMatchObject(['platform.report', { status: 'success' }])
    const { log } = await invoke({ exits: { kind: 'exit', code: 3 } })
    const outcome = { requestId: ID, status: 'error', errorType: 'Runtime.ExitError' }
    expect(eventsOf(log)).toMatchObject([
      ['platform.start', { requestId: ID }],
      ['platform.runtimeDone', { ...outcome, metrics: { producedBytes: 0 } }],
      ['platform.report', outcome],
    ])
  })

  test('reports the init of provisioned concurrency also when it went well', async () => {
    const { deploy, ok, told } = emulatorUnderTest()
    await deploy({ ms: 4 }, { logFormat: 'JSON' })
    await ok({ type: 'publish', function: 'f' })
    await ok({ type: 'provision', function: 'f', qualifier: '1', count: 1 })
    expect(eventsOf(told('log').map(({ line }) => line)).at(-1)).toEqual([
      'platform.initReport',
      { initializationType: 'provisioned-concurrency', phase: 'init', status: 'success', metrics: { durationMs: 4 } },
    ])
  })
})

describe('the init of a provisioned environment', () => {
  const deployed = async () => {
    const subject = emulatorUnderTest()
    await subject.deploy({ ms: 30 })
    await subject.ok({ type: 'publish', function: 'f' })
    await subject.ok({ type: 'provision', function: 'f', qualifier: '1', count: 1 })
    return subject
  }

  test('is reported in text too', async () => {
    const { invoke } = await deployed()
    expect((await invoke({}, { qualifier: '1' })).log[1]).toBe('INIT_REPORT Init Duration: 30.00 ms')
  })

  test('is not reported again where its runtime starts anew', async () => {
    const { invoke } = await deployed()
    await invoke({ exits: { kind: 'exit', code: 1 } }, { qualifier: '1' })
    const { start, log } = await invoke({}, { qualifier: '1' })
    expect([start, log.filter(line => line.startsWith('INIT'))]).toEqual(['reset', []])
  })
})
