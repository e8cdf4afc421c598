import { describe, expect, test } from 'vitest'
import { emulatorUnderTest } from './emulator-under-test.ts'

/** Types and records of the platform's events in a log. */
const eventsOf = (log: readonly string[]): unknown[] =>
  log.map(line => {
    const { type, record } = JSON.parse(line)
    return [type, record]
  })

const ID = expect.stringMatching(/^[0-9a-f-]{36}$/)

describe('the platform in the JSON log format', () => {
  test('tells of a start and a report, of nothing else where all went well', async () => {
    const { deploy, invoke } = emulatorUnderTest()
    await deploy({ ms: 2 }, { logFormat: 'JSON', tenantIsolation: 'PER_TENANT' })
    const cold = await invoke({}, { tenantId: 'blue' })
    expect(JSON.parse(cold.log[0] ?? '').time).toBe('2026-11-24T00:00:00.000Z')
    expect(eventsOf(cold.log)).toEqual([
      ['platform.initStart', expect.objectContaining({ initializationType: 'on-demand', phase: 'init' })],
      ['platform.start', { requestId: ID, version: '$LATEST', tenantId: 'blue' }],
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
