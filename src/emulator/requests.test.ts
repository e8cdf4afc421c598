import { describe, expect, test } from 'vitest'
import type { InvokeFunctionCommand } from './commands.ts'
import { emulatorUnderTest, invocation, ORIGIN } from './emulator-under-test.ts'

const FAILS = { fails: { errorType: 'Error', errorMessage: 'no', trace: [] } }
const MB = 1_048_576
const seconds = (time: number): number => (time - ORIGIN) / 1_000

const raw = (payload: string, invocationType: 'RequestResponse' | 'Event' | 'DryRun' = 'RequestResponse') =>
  ({ type: 'invoke', function: 'f', request: { kind: 'event', payload, invocationType } }) as const
const byUrl: InvokeFunctionCommand = {
  type: 'invoke',
  function: 'f',
  request: { kind: 'url', http: { method: 'GET', url: '/?x=1', headers: {}, body: null, isBase64Encoded: false } },
}

/** JSON text of exactly so many bytes. */
const textOf = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`

describe('an asynchronous request', () => {
  test('is answered at once with 202 and no payload', async () => {
    const { deploy, invoke, told } = emulatorUnderTest()
    await deploy()
    expect(await invoke({ waits: 50 }, { type: 'Event' })).toMatchObject({
      statusCode: 202,
      payload: null,
      start: null,
      environment: null,
      log: [],
    })
    expect(told('invocation-requested')).toEqual([
      expect.objectContaining({
        function: 'f',
        version: '$LATEST',
        request: { kind: 'event', payload: { text: '{"waits":50}', length: 12 }, invocationType: 'Event' },
      }),
    ])
  })

  test('that fails is tried again after one and two minutes, under the same id, and then no more', async () => {
    const { deploy, invoke, idle, told } = emulatorUnderTest()
    await deploy()
    const { requestId } = await invoke(FAILS, { type: 'Event' })
    await idle(3_600_000)
    expect(told('invocation-ended').map(event => [event.requestId, event.functionError, seconds(event.time)])).toEqual([
      [requestId, 'Unhandled', 0],
      [requestId, 'Unhandled', 60],
      [requestId, 'Unhandled', 180],
    ])
  })

  test('that succeeds is not tried again', async () => {
    const { deploy, invoke, idle, told } = emulatorUnderTest()
    await deploy()
    await invoke({}, { type: 'Event' })
    await idle(3_600_000)
    expect(told('invocation-ended')).toHaveLength(1)
  })

  test('that is throttled goes back to the queue, from 1 s up to 5 min', async () => {
    const { deploy, invoke, idle, ok, told } = emulatorUnderTest()
    await deploy({}, { reservedConcurrency: 0 })
    await invoke(FAILS, { type: 'Event' })
    await idle(1_200_000)
    const tries = [0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 811, 1_111]
    expect(told('invocation-throttled').map(({ time }) => seconds(time))).toEqual(tries)
    expect(told('invocation-throttled')[0]).toMatchObject({ http: null })
    await ok({ type: 'reserve', function: 'f', concurrency: null })
    await idle(3_600_000)
    // Its two retries are still its own: a throttle is no failure of the function.
    expect(told('invocation-ended').map(({ time }) => seconds(time))).toEqual([1_411, 1_471, 1_591])
  })

  test('is given up six hours after it came', async () => {
    const { deploy, invoke, idle, ok, told } = emulatorUnderTest()
    await deploy({}, { reservedConcurrency: 0 })
    await invoke({}, { type: 'Event' })
    await idle(6 * 3_600_000)
    const last = seconds(told('invocation-throttled').at(-1)?.time ?? 0)
    expect(last).toBeGreaterThan(6 * 3_600 - 301)
    expect(last).toBeLessThan(6 * 3_600)
    await ok({ type: 'reserve', function: 'f', concurrency: null })
    await idle(3_600_000)
    expect(told('invocation-ended')).toEqual([])
  })
})

test('a dry run is a 204: checked, and nothing happens', async () => {
  const { deploy, invoke, refusal, events } = emulatorUnderTest()
  await deploy({}, { reservedConcurrency: 0 })
  const before = events.length
  expect(await invoke({}, { type: 'DryRun' })).toMatchObject({
    statusCode: 204,
    payload: null,
    throttle: null,
    start: null,
  })
  expect(events).toHaveLength(before)
  expect(await refusal(raw('{', 'DryRun'))).toMatchObject({ statusCode: 400 })
})

describe('a payload', () => {
  test('that is no JSON is refused with the reason', async () => {
    const { deploy, refusal, events } = emulatorUnderTest()
    await deploy()
    const before = events.length
    expect(await refusal(raw('{"a":'))).toEqual({
      type: 'InvalidRequestContentException',
      statusCode: 400,
      message: 'Could not parse request body into json: Unexpected end of JSON input',
      key: 'event',
      hint: 'Send valid JSON: double quotes round keys and texts, no trailing comma.',
    })
    expect(events).toHaveLength(before)
  })

  test.each([
    ['RequestResponse', 6 * MB, 6_291_456],
    ['Event', MB, 1_048_576],
  ] as const)('of a %s request may have %d bytes and no more', async (type, bytes, limit) => {
    const { deploy, refusal, ok } = emulatorUnderTest({
      script: (command, report) => {
        if (command.type === 'init') report({ type: 'inited', now: command.now, moduleScope: [] })
        else if (command.type === 'invoke') {
          const { now, requestId } = command
          report({ type: 'done', now, requestId, payload: '1', error: null, moduleScope: [], pending: [] })
        }
      },
    })
    await deploy()
    expect(await ok(raw(textOf(bytes), type))).toMatchObject({ type: 'invocation' })
    expect(await refusal(raw(textOf(bytes + 1), type))).toEqual({
      type: 'RequestEntityTooLargeException',
      statusCode: 413,
      message: `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
      key: 'event',
      hint: 'Send a smaller payload, for example a reference to where the data lies.',
    })
  })
})

describe('a request is refused', () => {
  test.each([
    ['of an unknown function', invocation({}, { function: 'nobody' }), 'nobody:$LATEST'],
    ['of an unknown version', invocation({}, { qualifier: '2' }), 'f:2'],
  ])('%s', async (_what, command, name) => {
    const { deploy, refusal } = emulatorUnderTest()
    await deploy()
    expect(await refusal(command)).toEqual({
      type: 'ResourceNotFoundException',
      statusCode: 404,
      message: `Function not found: arn:aws:lambda:ap-northeast-1:123456789012:function:${name}`,
      key: 'function',
      hint: 'Deploy the function first, or name one that exists.',
    })
  })

  test.each<[string, InvokeFunctionCommand, boolean, string, string, string]>([
    [
      'without a tenant',
      invocation(),
      true,
      'tenantId',
      'Add a valid tenant ID in your request and try again.',
      'Say for which tenant: tenantId.',
    ],
    [
      'with a tenant for a function of none',
      invocation({}, { tenantId: 'a' }),
      false,
      'tenantId',
      'The invoked function is not enabled with tenancy configuration.',
      'Leave tenantId out, or set tenantIsolation: PER_TENANT when creating the function.',
    ],
    [
      'by URL where tenants are kept apart',
      byUrl,
      true,
      'url',
      'Function URLs are not supported for functions with tenant isolation.',
      'Invoke it by event, with tenantId.',
    ],
  ])('%s', async (_what, command, isolated, key, message, hint) => {
    const { deploy, refusal } = emulatorUnderTest()
    await deploy({}, { tenantIsolation: isolated ? 'PER_TENANT' : null })
    expect(await refusal(command)).toEqual({
      type: 'InvalidParameterValueException',
      statusCode: 400,
      message,
      key,
      hint,
    })
  })
})

test('a request by URL is told as it was sent, and reaches the handler as an event', async () => {
  const { deploy, ok, told, sandboxes } = emulatorUnderTest()
  await deploy()
  await deploy({}, {}, 'g')
  await ok(byUrl)
  await ok({ ...byUrl, function: 'g' })
  expect(told('invocation-requested')[0]?.request).toEqual(byUrl.request)
  const events = sandboxes.sent.flatMap(({ command }) => (command.type === 'invoke' ? [JSON.parse(command.event)] : []))
  expect(events).toMatchObject([
    {
      rawQueryString: 'x=1',
      requestContext: {
        domainName: 'warm4x.lambda-url.ap-northeast-1.on.aws',
        requestId: told('invocation-ended')[0]?.requestId,
      },
    },
    { requestContext: { domainPrefix: 'warm4x2', timeEpoch: ORIGIN } },
  ])
})
