import { expect, test } from 'vitest'
import { WrongScenario } from './problem.ts'
import { readScenario } from './read-scenario.ts'

/** The complaint about a scenario; the texts are products, so they stand here in full. */
function complaint(text: string): string {
  try {
    readScenario(text, 'scenario.yaml')
  } catch (error) {
    if (error instanceof WrongScenario) return error.message
    throw error
  }
  throw new Error('The scenario was read without a complaint.')
}

const steps = (...lines: string[]) => ['files: start', 'steps:', ...lines.map(line => `  ${line}`)].join('\n')

test('an unknown key is named with its line and the keys there are', () => {
  expect(
    complaint('function:\n  handler: index.handler\n  memory: 512\nfiles: start\nsteps: []'),
  ).toMatchInlineSnapshot(
    `"scenario.yaml:3:3: function.memory: unknown key; expected handler, runtime, memorySize, timeout, ephemeralStorage, env, reservedConcurrency, tenantIsolation, logFormat or invokeMode"`,
  )
  expect(complaint('file: start\nsteps: []')).toMatchInlineSnapshot(
    `"scenario.yaml:1:1: file: unknown key; expected function, files, functions, account or steps"`,
  )
})

test('a wrong type is named with what was expected and found', () => {
  expect(complaint('function: { timeout: soon, env: { A: 1 } }\nfiles: 3\nsteps: {}')).toMatchInlineSnapshot(`
    "scenario.yaml:1:22: function.timeout: expected a number, found "soon"
    scenario.yaml:1:38: function.env.A: expected a text, found 1
    scenario.yaml:2:8: files: expected a folder, or a map from paths to texts, found 3
    scenario.yaml:3:8: steps: expected a list, found {}"
  `)
  expect(
    complaint('account: { concurrency: 0, idleRetention: 6, placement: random }\nfiles: a\nsteps: []'),
  ).toMatchInlineSnapshot(`
    "scenario.yaml:1:25: account.concurrency: expected at least 1, found 0
    scenario.yaml:1:43: account.idleRetention: expected a duration such as 300ms, 2s, 15m or 2h, found 6
    scenario.yaml:1:57: account.placement: expected most-recently-used, least-recently-used or oldest-first, found "random""
  `)
})

test('a step without a known action is refused', () => {
  expect(complaint(steps('- invok: { url: "/" }', '- idle: 15min', '- {}', '- 3'))).toMatchInlineSnapshot(`
    "scenario.yaml:3:5: steps[0].invok: unknown key; expected invoke, idle, deploy, configure, reserve, publish, provision, expect, together, id or after
    scenario.yaml:4:11: steps[1].idle: expected a duration such as 300ms, 2s, 15m or 2h, found "15min"
    scenario.yaml:5:5: steps[2]: expected a step with invoke, idle, deploy, configure, reserve, publish, provision, expect or together, found {}
    scenario.yaml:6:5: steps[3]: expected a step with invoke, idle, deploy, configure, reserve, publish, provision, expect or together, found 3"
  `)
})

test('a step with two actions is refused', () => {
  expect(complaint(steps('- { idle: 1s, deploy: { files: solution } }'))).toMatchInlineSnapshot(
    `"scenario.yaml:3:5: steps[0]: expected one action, found idle and deploy"`,
  )
})

test('keys of the function URL and of the Invoke API do not mix', () => {
  expect(complaint(steps('- invoke: { url: "/", event: {} }', '- invoke: { method: GET }'))).toMatchInlineSnapshot(`
    "scenario.yaml:3:25: steps[0].invoke.event: unknown key; expected function, url, method, headers, body or qualifier
    scenario.yaml:4:15: steps[1].invoke.method: unknown key; expected function, event, type, tenantId or qualifier"
  `)
})

test('what an invocation expects is checked', () => {
  expect(
    complaint(
      steps(
        '- invoke: { url: "/" }',
        '  expect:',
        '    start: hot',
        '    environment: first',
        '    log: ["("]',
        '    durationMs: { most: 3 }',
        '    throttle: TooMany',
        '    payload: { a: { anyOf: 3 } }',
        '    tmp: { /var/a: x }',
        '    state: cold',
      ),
    ),
  ).toMatchInlineSnapshot(`
    "scenario.yaml:5:14: steps[0].expect.start: expected cold, warm, reset or null, found "hot"
    scenario.yaml:6:20: steps[0].expect.environment: expected an environment such as env-1, found "first"
    scenario.yaml:7:13: steps[0].expect.log[0]: expected a regular expression (SyntaxError: Invalid regular expression: /(/: Unterminated group), found "("
    scenario.yaml:8:21: steps[0].expect.durationMs.most: unknown key; expected min or max
    scenario.yaml:9:17: steps[0].expect.throttle: expected ConcurrentInvocationLimitExceeded, FunctionInvocationRateLimitExceeded, ReservedFunctionConcurrentInvocationLimitExceeded, ReservedFunctionInvocationRateLimitExceeded, CallerRateLimitExceeded or null, found "TooMany"
    scenario.yaml:10:30: steps[0].expect.payload.a.anyOf: expected a list, found 3
    scenario.yaml:11:22: steps[0].expect.tmp["/var/a"]: expected a path below /tmp, such as /tmp/a, found "/var/a"
    scenario.yaml:12:7: steps[0].expect.state: unknown key; expected start, environment, initializationType, statusCode, functionError, payload, payloadIncludes, status, body, bodyIncludes, headers, throttle, log, notLog, durationMs, billedDurationMs, initDurationMs, moduleScope, tmp or refused"
  `)
})

test('what the world is expected to be is checked', () => {
  expect(
    complaint(steps('- expect: { alive: two, environments: { env-1: warm }, moduleScope: { first: {} }, body: x }')),
  ).toMatchInlineSnapshot(`
    "scenario.yaml:3:22: steps[0].expect.alive: expected a whole number, found "two"
    scenario.yaml:3:50: steps[0].expect.environments.env-1: expected initializing, running, frozen, runtime-ended, reinitializing, reclaimed or null, found "warm"
    scenario.yaml:3:80: steps[0].expect.moduleScope.first: expected an environment such as env-1, found "first"
    scenario.yaml:3:86: steps[0].expect.body: unknown key; expected alive, inits, throttles, environments, moduleScope, tmp, outside or database"
  `)
})

test('an id must exist before it is referred to, and only once', () => {
  expect(
    complaint(
      steps(
        '- invoke: { url: "/" }',
        '  id: a',
        '- invoke: { url: "/" }',
        '  id: a',
        '- invoke: { url: "/" }',
        '  expect: { environment: { sameAs: b } }',
      ),
    ),
  ).toMatchInlineSnapshot(`
    "scenario.yaml:6:9: steps[1].id: expected an id of its own, found "a" a second time
    scenario.yaml:8:38: steps[2].expect.environment.sameAs: expected the id of this or an earlier invocation (there is a), found "b""
  `)
})

test('steps that begin together may refer to one another', () => {
  const together =
    '- together: [{ invoke: {}, id: a, expect: { environment: { notSameAs: b } } }, { invoke: {}, id: b }]'
  expect(readScenario(steps(together), 'scenario.yaml').scenario.steps).toHaveLength(1)
})

test('a function is named where there are several', () => {
  const functions = 'functions: { one: { files: { index.mjs: "" } }, two: { files: two } }\n'
  expect(
    complaint(`${functions}steps:\n  - invoke: { url: "/" }\n  - reserve: 1\n  - invoke: { function: three }`),
  ).toMatchInlineSnapshot(`
    "scenario.yaml:3:13: steps[0].invoke: expected the key function: one or two
    scenario.yaml:4:14: steps[1].reserve: expected the key function: one or two
    scenario.yaml:5:25: steps[2].invoke.function: expected one or two, found "three""
  `)
  expect(complaint(`${functions}files: start\nsteps: []`)).toMatchInlineSnapshot(
    `"scenario.yaml:2:8: files: expected either files or functions, found both"`,
  )
})

test('files are needed unless a folder is given from outside', () => {
  expect(complaint('steps: []')).toMatchInlineSnapshot(
    `"scenario.yaml:1:1: files: expected a folder, or a map from paths to texts, found nothing"`,
  )
  expect(readScenario('steps: []', 'scenario.yaml', { filesGiven: true }).scenario.functions).toHaveLength(1)
})

test('a path that leaves the package is refused', () => {
  expect(complaint('files: { ../index.mjs: "" }\nsteps: []')).toMatchInlineSnapshot(
    `"scenario.yaml:1:24: files["../index.mjs"]: expected a path such as lib/a.mjs, found "../index.mjs""`,
  )
})

test('a syntax error has its line', () => {
  expect(complaint('files: start\nsteps:\n  - invoke: { url: "/"\n')).toMatchInlineSnapshot(
    `"scenario.yaml:4:1: not YAML: Flow map in block collection must be sufficiently indented and end with a }"`,
  )
  expect(complaint('files: start\nfiles: other\nsteps: []')).toMatchInlineSnapshot(
    `"scenario.yaml:2:1: not YAML: Map keys must be unique"`,
  )
  expect(complaint('')).toMatchInlineSnapshot(`"scenario.yaml:1:1: expected a map of keys and values, found null"`)
})

test('JSON is read as well', () => {
  const text = JSON.stringify({ files: { 'index.mjs': 'export {}' }, steps: [{ idle: '2s' }] })
  expect(readScenario(text, 'scenario.json').scenario.steps).toEqual([
    { action: { kind: 'idle', ms: 2_000 }, id: null, after: 0, path: ['steps', 0] },
  ])
})

test('an invocation becomes a command with the defaults of curl and of the API', () => {
  const { scenario } = readScenario(
    steps(
      '- invoke: { url: "?a=1", body: "{}" }',
      '- invoke: { event: null, type: Event }',
      '- invoke: { tenantId: 7, qualifier: 1 }',
    ),
    'scenario.yaml',
  )
  const commands = scenario.steps.map(step =>
    'action' in step && step.action.kind === 'invoke' ? step.action.command : null,
  )
  expect(commands).toMatchObject([
    { request: { kind: 'url', http: { method: 'POST', url: '/?a=1', body: '{}', isBase64Encoded: false } } },
    { request: { kind: 'event', payload: 'null', invocationType: 'Event' } },
    { qualifier: '1', request: { kind: 'event', payload: '{}', invocationType: 'RequestResponse', tenantId: '7' } },
  ])
})

test('a path knows its line', () => {
  const read = readScenario(steps('- idle: 1s', '- invoke: { url: "/" }', '  expect:', '    body: x'), 'scenario.yaml')
  expect(read.lineOf(['steps', 1, 'expect', 'body'])).toBe(6)
  expect(read.lineOf(['steps', 1, 'expect', 'body', 'deeper'])).toBe(6)
  expect(read.lineOf(['function', 'timeout'])).toBe(1)
})
