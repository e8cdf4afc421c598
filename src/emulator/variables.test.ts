import { describe, expect, test } from 'vitest'
import { emulatorUnderTest, ORIGIN } from './emulator-under-test.ts'
import type { InitCommand, InvokeCommand } from './sandbox.ts'

type Sent = ReturnType<typeof emulatorUnderTest>['sandboxes']['sent']

const inits = (sent: Sent): InitCommand[] => sent.flatMap(({ command }) => (command.type === 'init' ? [command] : []))
const invokes = (sent: Sent): InvokeCommand[] =>
  sent.flatMap(({ command }) => (command.type === 'invoke' ? [command] : []))

describe('process.env', () => {
  test('names the runtime, the version and how the environment came to be', async () => {
    const { deploy, ok, sandboxes } = emulatorUnderTest()
    await deploy({}, { env: { NAME: 'value' } })
    await ok({ type: 'publish', function: 'f' })
    await ok({ type: 'provision', function: 'f', qualifier: '1', count: 1 })
    expect(inits(sandboxes.sent)[0]?.env).toMatchObject({
      NAME: 'value',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'provisioned-concurrency',
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^2026\/11\/24\/\[1\][0-9a-f]{32}$/),
      NODE_PATH:
        '/opt/nodejs/node24/node_modules:/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:/var/task',
    })
  })

  test('takes what the function sets where Lambda’s own is not reserved', async () => {
    const { deploy, invoke, sandboxes } = emulatorUnderTest()
    await deploy({}, { env: { TZ: 'Asia/Tokyo', LANG: 'ja_JP.UTF-8' } })
    await invoke()
    expect(inits(sandboxes.sent)[0]?.env).toMatchObject({ TZ: 'Asia/Tokyo', LANG: 'ja_JP.UTF-8' })
  })
})

describe('the context', () => {
  test('names function, version, memory as text, log group and log stream', async () => {
    const { deploy, invoke, sandboxes, told } = emulatorUnderTest()
    await deploy({}, { memorySize: 512, timeout: 9 }, 'shop')
    const { requestId } = await invoke({ answer: 1 }, { function: 'shop' })
    expect(invokes(sandboxes.sent)).toEqual([
      {
        type: 'invoke',
        now: ORIGIN,
        requestId,
        event: '{"answer":1}',
        deadline: ORIGIN + 9_000,
        traceId: expect.stringMatching(/^Root=1-6b04d380-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/),
        invokedFunctionArn: 'arn:aws:lambda:ap-northeast-1:123456789012:function:shop',
        functionName: 'shop',
        functionVersion: '$LATEST',
        memoryLimitInMB: '512',
        logGroupName: '/aws/lambda/shop',
        logStreamName: told('environment-started')[0]?.logStream,
        tenantId: null,
      },
    ])
  })

  test('has the qualifier in the ARN where one was given', async () => {
    const { deploy, ok, invoke, sandboxes } = emulatorUnderTest()
    await deploy()
    await ok({ type: 'publish', function: 'f' })
    await invoke({}, { qualifier: '1' })
    await invoke({}, { qualifier: '$LATEST' })
    expect(
      invokes(sandboxes.sent).map(({ invokedFunctionArn, functionVersion }) => [invokedFunctionArn, functionVersion]),
    ).toEqual([
      ['arn:aws:lambda:ap-northeast-1:123456789012:function:f:1', '1'],
      ['arn:aws:lambda:ap-northeast-1:123456789012:function:f:$LATEST', '$LATEST'],
    ])
  })

  test('names the tenant', async () => {
    const { deploy, invoke, sandboxes } = emulatorUnderTest()
    await deploy({}, { tenantIsolation: 'PER_TENANT' })
    await invoke({}, { tenantId: 'blue' })
    expect(invokes(sandboxes.sent)[0]?.tenantId).toBe('blue')
  })
})
