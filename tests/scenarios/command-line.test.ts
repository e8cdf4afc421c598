import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { folderWith, warmstart } from './warmstart.ts'

const LESSON = fileURLToPath(new URL('../../lessons/020-the-second-request-remembers', import.meta.url))

/** DESIGN 7's table, in its order. */
const INVOCATION_KEYS = [
  'step',
  'kind',
  'requestId',
  'start',
  'environment',
  'initializationType',
  'statusCode',
  'functionError',
  'throttle',
  'payload',
  'http',
  'log',
  'durationMs',
  'billedDurationMs',
  'initDurationMs',
]

const FUNCTION = 'export const handler = async event => { console.log("seen"); return event.a }'

function scenario(steps: string, files = `{ index.mjs: '${FUNCTION}' }`): string {
  return join(folderWith({ 'scenario.yaml': `files: ${files}\nsteps:\n${steps}` }), 'scenario.yaml')
}

const linesOf = (out: string): Record<string, unknown>[] =>
  out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))

describe('exit codes', () => {
  test('0 when every expectation holds, and nothing on standard error', async () => {
    const { code, out, error } = await warmstart('replay', join(LESSON, 'scenario.yaml'))
    expect({ code, error }).toEqual({ code: 0, error: '' })
    expect(out).toMatch(/^✓ 0 invoke GET \/\?message=hoge → env-1 cold 200 coldstart/)
  })

  test('1 when one does not, with the difference', async () => {
    const file = scenario('  - invoke: { event: { a: 1 } }\n    expect:\n      payload: 2\n')
    const { code, out, error } = await warmstart('replay', file)
    expect({ code, error }).toEqual({ code: 1, error: '' })
    expect(out).toContain(`${file}:5: step 0 (invoke), steps[0].expect.payload\n  expected: 2\n  seen:     1`)
  })

  test('2 for a wrong file, with line and key', async () => {
    const file = scenario('  - invoke: { event: {} }\n    expect:\n      paylod: 2\n')
    const { code, out, error } = await warmstart('replay', '--json', file)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error).toContain(`${file}:5:7: steps[0].expect.paylod: unknown key; expected start, `)
  })

  test('2 for a configuration that Lambda refuses, in its words, with the key and the mend', async () => {
    const { code, error } = await warmstart('replay', scenario('  - configure:\n      timeout: 901\n'))
    expect(code).toBe(2)
    expect(error).toContain(':4:16: steps[0].configure.timeout: refused by Lambda with ValidationException: ')
    expect(error).toContain('Member must have value less than or equal to 900\n  Give a whole number of seconds')
  })

  test('2 for a folder that is not there', async () => {
    const { code, error } = await warmstart('replay', scenario('  - idle: 1s\n', 'nowhere'))
    expect(code).toBe(2)
    expect(error).toMatch(/scenario\.yaml:1:8: files: expected a folder, found "nowhere": there is no folder /)
  })

  test('2 for arguments that say nothing', async () => {
    expect(await warmstart('replay')).toEqual({
      code: 2,
      out: '',
      error: 'replay needs a scenario file.\nwarmstart --help tells more.\n',
    })
  })

  test('the worst of several files', async () => {
    const good = scenario('  - idle: 1s\n')
    const bad = scenario('  - expect: { alive: 1 }\n')
    expect((await warmstart('replay', bad, good)).code).toBe(1)
  })
})

describe('--json', () => {
  test('an invocation has exactly its keys, in order', async () => {
    const file = scenario(
      [
        '  - invoke: { event: { a: 1 } }',
        '  - invoke: { url: "/" }',
        '  - reserve: 0',
        '  - invoke: { event: {} }',
        '',
      ].join('\n'),
    )
    const { out } = await warmstart('replay', file, '--json')
    const [first, second, , throttled] = linesOf(out)
    for (const line of [first, second, throttled]) expect(Object.keys(line ?? {})).toEqual(INVOCATION_KEYS)
    expect(first).toMatchObject({ step: 0, kind: 'invoke', start: 'cold', payload: 1, http: null, statusCode: 200 })
    // undefined becomes null.
    expect(second).toMatchObject({ start: 'warm', payload: null, http: { status: 200 }, initDurationMs: null })
    expect(Object.keys(Object(second?.['http']))).toEqual(['status', 'headers', 'body'])
    expect(throttled).toMatchObject({
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      start: null,
      environment: null,
      initializationType: null,
      statusCode: 429,
      throttle: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      log: [],
      durationMs: null,
    })
  })

  test('figures are those that REPORT prints', async () => {
    const { out } = await warmstart('replay', scenario('  - invoke: { event: {} }\n'), '--json')
    const [line] = linesOf(out)
    const report = /Duration: (\S+) ms\tBilled Duration: (\d+) ms.*Init Duration: (\S+) ms\t$/.exec(
      String(Object(line?.['log']).at(-1)),
    )
    const [durationMs, billedDurationMs, initDurationMs] = (report ?? []).slice(1).map(Number)
    expect(line).toMatchObject({ durationMs, billedDurationMs, initDurationMs })
    expect(billedDurationMs).toBe(Math.ceil(Number(((durationMs ?? 0) + (initDurationMs ?? 0)).toFixed(2))))
  })

  test('other steps have keys of their own and none of an invocation', async () => {
    const file = scenario(
      [
        '  - idle: 2s',
        '  - configure: { timeout: 5 }',
        '  - reserve: 2',
        '  - publish: "1"',
        '  - reserve: null',
        '  - expect: { alive: 0 }',
        '',
      ].join('\n'),
    )
    const lines = linesOf((await warmstart('replay', file, '--json')).out)
    expect(lines.map(({ step, kind }) => [step, kind])).toEqual([
      [0, 'idle'],
      [1, 'configure'],
      [2, 'reserve'],
      [3, 'publish'],
      [4, 'reserve'],
      [5, 'expect'],
    ])
    for (const line of lines) {
      expect(Object.keys(line).filter(key => INVOCATION_KEYS.slice(2).includes(key))).toEqual([])
    }
  })

  test('steps that begin together are printed in the order listed', async () => {
    const file = scenario(
      '  - together: [{ invoke: { event: { a: 1 } }, after: 1s }, { invoke: { event: { a: 2 } } }]\n',
    )
    const lines = linesOf((await warmstart('replay', file, '--json')).out)
    expect(lines.map(({ step, payload }) => [step, payload])).toEqual([
      [0, 1],
      [0, 2],
    ])
  })

  test('a difference goes to standard error', async () => {
    const { code, out, error } = await warmstart('replay', scenario('  - expect: { alive: 1 }\n'), '--json')
    expect(code).toBe(1)
    expect(linesOf(out)).toHaveLength(1)
    expect(error).toContain('steps[0].expect.alive\n  expected: 1\n  seen:     0')
  })

  test('two runs print the same ids', async () => {
    const file = scenario('  - invoke: { event: {} }\n')
    const ids = async () => linesOf((await warmstart('replay', file, '--json')).out).map(({ requestId }) => requestId)
    expect(await ids()).toEqual(await ids())
  })
})

test('--files takes the place of the scenario’s folder', async () => {
  const folder = folderWith({ 'index.mjs': 'export const handler = async () => "from outside"' })
  const file = scenario('  - invoke: { event: {} }\n    expect: { payload: from outside }\n', 'nowhere')
  expect(await warmstart('replay', file, '--files', folder)).toMatchObject({ code: 0, error: '' })
})

test('--real-time lets idle time pass', async () => {
  const began = performance.now()
  expect((await warmstart('replay', scenario('  - idle: 1200ms\n'), '--real-time')).code).toBe(0)
  expect(performance.now() - began).toBeGreaterThan(1_200)
})
