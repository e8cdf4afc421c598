import { describe, expect, test } from 'vitest'
import type { HttpResponse } from './commands.ts'
import { emulatorUnderTest } from './emulator-under-test.ts'
import type { Orders } from './ordered-function.ts'

const ERROR = { errorType: 'TypeError', errorMessage: 'no', trace: ['TypeError: no', '    at handler'] }
const ERROR_JSON = '{"errorType":"TypeError","errorMessage":"no","trace":["TypeError: no","    at handler"]}'
const EXIT = { kind: 'exit', code: 7 } as const

describe('an invocation', () => {
  test('that is answered tells everything once', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ ms: 80 }, { timeout: 9 })
    const result = await invoke({ ms: 133.61, answer: { a: 1 } })
    const { requestId } = result
    const times = { durationMs: 133.61, billedDurationMs: 214, initDurationMs: 80 }
    expect(result).toEqual({
      requestId,
      start: 'cold',
      environment: 'env-1',
      initializationType: 'on-demand',
      statusCode: 200,
      functionError: null,
      throttle: null,
      payload: '{"a":1}',
      http: null,
      log: [
        expect.stringMatching(/^INIT_START /),
        `START RequestId: ${requestId} Version: $LATEST`,
        `END RequestId: ${requestId}`,
        // The figures are those of AWS's example (lambda-semantics 1.1 #14).
        `REPORT RequestId: ${requestId}\tDuration: 133.61 ms\tBilled Duration: 214 ms\tMemory Size: 128 MB\tMax Memory Used: 76 MB\tInit Duration: 80.00 ms\t`,
      ],
      ...times,
    })
    expect(told('invocation-placed')).toMatchObject([{ requestId, environment: 'env-1', start: 'cold' }])
    const [started] = told('invocation-started')
    expect(started).toMatchObject({ requestId, environment: 'env-1', deadline: (started?.time ?? 0) + 9_000 })
    const payload = { text: '{"a":1}', length: 7 }
    expect(told('invocation-ended')).toMatchObject([
      { requestId, environment: 'env-1', status: 'success', functionError: null, payload, http: null, ...times },
    ])
  })

  test('that is warm has no Init Duration and is billed for itself', async () => {
    const { deploy, invoke } = emulatorUnderTest()
    await deploy({ ms: 80 })
    await invoke()
    const { log, requestId, ...rest } = await invoke({ ms: 2.9 })
    expect(rest).toMatchObject({
      start: 'warm',
      durationMs: 2.9,
      billedDurationMs: 3,
      initDurationMs: null,
      payload: 'null',
    })
    expect(log.at(-1)).toBe(
      `REPORT RequestId: ${requestId}\tDuration: 2.90 ms\tBilled Duration: 3 ms\tMemory Size: 128 MB\tMax Memory Used: 76 MB\t`,
    )
  })

  test('whose handler throws keeps its runtime; REPORT has no status', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy()
    const failed = await invoke({ ms: 1, fails: ERROR })
    expect(failed).toMatchObject({ statusCode: 200, functionError: 'Unhandled', payload: ERROR_JSON, durationMs: 1 })
    expect(failed.log.at(-1)).toMatch(/\tInit Duration: 0\.00 ms\t$/)
    expect(told('invocation-ended')).toMatchObject([{ status: 'error', functionError: 'Unhandled' }])
    expect(await invoke()).toMatchObject({ start: 'warm', functionError: null })
  })

  test('whose runtime exits ends with a status, and the next one starts the runtime again', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ ms: 80 }, { memorySize: 1_280 })
    const exited = await invoke({ ms: 3, exits: EXIT })
    expect(exited.log.at(-1)).toBe(
      `REPORT RequestId: ${exited.requestId}\tDuration: 3.00 ms\tBilled Duration: 83 ms\tMemory Size: 1280 MB\tMax Memory Used: 76 MB\tInit Duration: 80.00 ms\tStatus: error\tError Type: Runtime.ExitError`,
    )
    expect(JSON.parse(exited.payload ?? '')).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${exited.requestId} Error: Runtime exited with error: exit status 7`,
    })
    expect(told('runtime-ended')).toMatchObject([{ environment: 'env-1', end: { kind: 'exited', exit: EXIT } }])
    expect(told('frozen')).toEqual([])
    const next = await invoke({ ms: 2 })
    // Suppressed init: Duration is init and handler together (lambda-semantics 1.1 #7).
    expect(next).toMatchObject({
      start: 'reset',
      environment: 'env-1',
      durationMs: 82,
      billedDurationMs: 82,
      initDurationMs: null,
    })
    expect(next.log.map(line => line.split(' ')[0])).toEqual(['START', 'END', 'REPORT'])
  })

  test('that runs out of time took exactly its time-out', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy({ ms: 80 }, { timeout: 1 })
    const slow = await invoke({ never: true })
    expect(slow.log.at(-1)).toBe(
      `REPORT RequestId: ${slow.requestId}\tDuration: 1000.00 ms\tBilled Duration: 1080 ms\tMemory Size: 128 MB\tMax Memory Used: 76 MB\tInit Duration: 80.00 ms\tStatus: timeout`,
    )
    expect(slow.log.filter(line => line.includes('Task timed out'))).toEqual([])
    expect(told('invocation-ended')).toMatchObject([{ status: 'timeout', functionError: 'Unhandled' }])
    expect(told('runtime-ended')).toMatchObject([{ end: { kind: 'timeout' } }])
  })

  test.each([
    [6_291_556, null],
    [6_291_557, 'Unhandled'],
  ])('may answer with 6 MB: %d bytes is an error of %s', async (bytes, functionError) => {
    const { deploy, invoke } = emulatorUnderTest()
    await deploy()
    const result = await invoke({ answerLength: bytes - 2, pending: [{ kind: 'timeout', due: 1, requestId: null }] })
    expect(result.functionError).toBe(functionError)
    if (functionError !== null) expect(result.payload).toContain('"errorType":"Function.ResponseSizeTooLarge"')
    expect((await invoke()).start).toBe('warm')
  })

  test('shows the beginning of a long answer in its event, and all of it to the caller', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy()
    const { payload } = await invoke({ answerLength: 70_000 })
    expect(payload).toHaveLength(70_002)
    const shown = told('invocation-ended')[0]?.payload
    expect([shown?.text.length, shown?.length]).toEqual([65_536, 70_002])
  })
})

describe('an invocation by function URL', () => {
  test.each<[string, Orders, number, string]>([
    ['a text', { answer: 'hello' }, 200, 'hello'],
    ['nothing', {}, 200, 'null'],
    ['a status', { answer: { statusCode: 404, body: 'none' } }, 404, 'none'],
    ['an error', { fails: ERROR }, 502, 'Internal Server Error'],
    ['an exit', { exits: EXIT }, 502, 'Internal Server Error'],
    ['a time-out', { never: true }, 502, 'Internal Server Error'],
  ])('answers %s', async (_what, orders, status, body) => {
    const { deploy, ok, told } = emulatorUnderTest()
    await deploy({}, { timeout: 1 })
    const http = { method: 'GET', url: '/', headers: {}, body: JSON.stringify(orders), isBase64Encoded: false }
    const result = await ok({ type: 'invoke', function: 'f', request: { kind: 'url', http } })
    if (result.type !== 'invocation') throw new Error(result.type)
    const { requestId, statusCode } = result.invocation
    const answer: HttpResponse = {
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
      cookies: [],
      body,
      isBase64Encoded: false,
    }
    expect([statusCode, result.invocation.http]).toEqual([200, answer])
    expect(told('invocation-ended')[0]?.http).toEqual({ ...answer, body: { text: body, length: body.length } })
  })
})
