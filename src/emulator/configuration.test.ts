import { describe, expect, test } from 'vitest'
import { configurationSchema, configure, DEFAULT_ACCOUNT, DEFAULT_CONFIGURATION } from './configuration.ts'
import { Refused } from './refusals.ts'

function refusalOf(request: Parameters<typeof configure>[1]) {
  try {
    configure(DEFAULT_CONFIGURATION, request)
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
  throw new Error('It was taken.')
}

describe('a configuration', () => {
  test('begins with Lambda’s defaults', () => {
    expect(configure(DEFAULT_CONFIGURATION, {})).toEqual({
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      memorySize: 128,
      timeout: 3,
      ephemeralStorage: 512,
      env: {},
      reservedConcurrency: null,
      tenantIsolation: null,
      logFormat: 'Text',
      invokeMode: 'BUFFERED',
    })
    expect(DEFAULT_ACCOUNT).toEqual({
      database: null,
      concurrency: 1_000,
      idleRetention: 360_000,
      lifetime: 14_400_000,
      scalingRate: 1_000,
      placement: 'most-recently-used',
    })
  })

  test('changes what is given and keeps the rest', () => {
    const before = configure(DEFAULT_CONFIGURATION, { timeout: 9, env: { AB: '1' }, runtime: 'nodejs22.x' })
    const after = configure(before, { memorySize: 256, handler: undefined, env: { CD: '2' } })
    expect(after).toMatchObject({
      timeout: 9,
      memorySize: 256,
      handler: 'index.handler',
      runtime: 'nodejs22.x',
      env: { CD: '2' },
    })
  })

  test.each([
    ['memorySize', [128, 10_240]],
    ['timeout', [1, 900]],
    ['ephemeralStorage', [512, 10_240]],
  ] as const)('takes %s between %j', (key, bounds) => {
    for (const value of bounds) expect(configure(DEFAULT_CONFIGURATION, { [key]: value })[key]).toBe(value)
  })

  test.each([
    [
      'memorySize',
      127,
      'ValidationException',
      "Value '127' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
      'MB from 128 to 10240',
    ],
    ['memorySize', 10_241, 'ValidationException', 'less than or equal to 10240', 'MB from 128 to 10240'],
    ['timeout', 0, 'ValidationException', 'greater than or equal to 1', 'seconds from 1 to 900'],
    ['timeout', 901, 'ValidationException', 'less than or equal to 900', 'seconds from 1 to 900'],
    [
      'timeout',
      2.5,
      'InvalidParameterValueException',
      "Value '2.5' at 'timeout' is not a whole number.",
      'whole number of seconds',
    ],
    ['ephemeralStorage', 511, 'ValidationException', 'greater than or equal to 512', 'MB from 512 to 10240'],
    ['ephemeralStorage', 10_241, 'ValidationException', 'less than or equal to 10240', 'MB from 512 to 10240'],
  ])('refuses %s %d', (key, value, type, message, hint) => {
    const refusal = refusalOf({ [key]: value })
    expect(refusal).toMatchObject({ type, statusCode: 400, key })
    expect(refusal.message).toContain(message)
    expect(refusal.hint).toContain(hint)
  })

  test('refuses a runtime it does not run', () => {
    expect(refusalOf({ runtime: 'python3.14' })).toEqual({
      type: 'ValidationException',
      statusCode: 400,
      message:
        "1 validation error detected: Value 'python3.14' at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs24.x, nodejs22.x]",
      key: 'runtime',
      hint: 'This emulator runs nodejs24.x and nodejs22.x.',
    })
  })

  test.each([
    '_HANDLER',
    '_X_AMZN_TRACE_ID',
    'AWS_REGION',
    'AWS_DEFAULT_REGION',
    'AWS_EXECUTION_ENV',
    'AWS_LAMBDA_FUNCTION_NAME',
    'AWS_LAMBDA_LOG_FORMAT',
    'AWS_LAMBDA_RUNTIME_API',
    'AWS_ACCESS_KEY',
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'LAMBDA_TASK_ROOT',
    'LAMBDA_RUNTIME_DIR',
  ])('refuses the variable %s, which Lambda sets', name => {
    expect(refusalOf({ env: { AB: '1', [name]: 'x' } })).toMatchObject({
      type: 'InvalidParameterValueException',
      key: 'env',
      message: expect.stringMatching(new RegExp(`Reserved keys used in this request: ${name}$`)),
      hint: 'Choose another name: Lambda sets these itself.',
    })
  })

  test.each(['A', '1A', '_A', 'A-B', ''])('refuses the variable %j, which AWS cannot name so', name => {
    expect(refusalOf({ env: { GOOD: '1', [name]: 'x' } })).toMatchObject({
      type: 'ValidationException',
      key: 'env',
      message: expect.stringContaining(
        "at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
      ),
      hint: expect.stringContaining(`Rename ${JSON.stringify(name)}:`),
    })
  })

  test.each(['', 'index handler', 'a.b '])('refuses the handler %j', handler => {
    expect(refusalOf({ handler })).toEqual({
      type: 'ValidationException',
      statusCode: 400,
      message: `1 validation error detected: Value '${handler}' at 'handler' failed to satisfy constraint: Member must satisfy regular expression pattern: [^\\s]+`,
      key: 'handler',
      hint: 'Give file and export without spaces: index.handler.',
    })
  })

  test('takes a handler that names no export: that shows at init', () => {
    expect(configure(DEFAULT_CONFIGURATION, { handler: 'index' }).handler).toBe('index')
  })

  test('names all reserved variables at once', () => {
    expect(refusalOf({ env: { AWS_REGION: 'x', _HANDLER: 'y' } }).message).toContain('AWS_REGION, _HANDLER')
  })

  test.each(['AWS_XRAY_CONTEXT_MISSING', 'TZ', 'MY_AWS_REGION', 'AWS_REGION_2', 'NODE_OPTIONS'])(
    'takes the variable %s',
    name => {
      expect(configure(DEFAULT_CONFIGURATION, { env: { [name]: 'x' } }).env).toEqual({ [name]: 'x' })
    },
  )

  test('takes 4,096 bytes of variables and refuses one more', () => {
    const fits = { AB: 'x'.repeat(4_096 - '{"AB":""}'.length) }
    expect(configure(DEFAULT_CONFIGURATION, { env: fits }).env).toEqual(fits)
    expect(refusalOf({ env: { AB: `${fits.AB}x` } })).toMatchObject({
      key: 'env',
      message: expect.stringContaining('exceeded the 4KB limit. String measured: {"AB":"x'),
      hint: expect.stringContaining('under 4,096 bytes'),
    })
  })

  test.each([
    { handlr: 'x' },
    { timeout: '3' },
    { env: { A: 1 } },
    { logFormat: 'XML' },
    { tenantIsolation: 'NO' },
    { handler: 1 },
    { runtime: 2 },
    { memorySize: '1' },
    { ephemeralStorage: null },
    { reservedConcurrency: '1' },
  ])('is refused at the border as %j', given => {
    expect(configurationSchema.safeParse(given).success).toBe(false)
  })

  test('passes the border with every key', () => {
    const whole = {
      handler: 'a.b',
      runtime: 'x',
      memorySize: 1,
      timeout: 1,
      ephemeralStorage: 1,
      env: { A: 'b' },
      reservedConcurrency: null,
      tenantIsolation: 'PER_TENANT',
      logFormat: 'JSON',
    }
    expect(configurationSchema.safeParse(whole)).toEqual({ success: true, data: whole })
    expect(configurationSchema.safeParse({}).success).toBe(true)
  })
})
