/** What is played in `histories.test.ts`: commands by name of the play, a list inside the list being sent at one moment. */
import type { Command, ConfigureCommand, HttpRequest, LaterCommand } from './commands.ts'
import type { AccountConfiguration } from './configuration.ts'
import type { Orders } from './ordered-function.ts'
import type { PlatformTimes } from './world.ts'

/** One play. */
export interface Play {
  readonly account?: Partial<AccountConfiguration>
  readonly platform?: Partial<PlatformTimes>
  readonly commands: readonly (Command | readonly Command[])[]
}

/** What may be sent later. */
type Immediate = LaterCommand['command']
type Configuration = ConfigureCommand['configuration']

const deploy = (orders: Orders = {}, configuration?: Configuration, name = 'f'): Immediate => {
  const files = [{ path: 'index.mjs', text: JSON.stringify(orders) }]
  return { type: 'deploy', function: name, files, ...(configuration && { configuration }) }
}
const invoke = (
  orders: Orders = {},
  more: { function?: string; qualifier?: string; tenantId?: string } = {},
): Immediate => {
  const { function: name = 'f', tenantId, ...rest } = more
  const request = { kind: 'event', payload: JSON.stringify(orders), invocationType: 'RequestResponse' } as const
  return {
    type: 'invoke',
    function: name,
    ...rest,
    request: { ...request, ...(tenantId !== undefined && { tenantId }) },
  }
}
const send = (orders: Orders, invocationType: 'Event' | 'DryRun'): Immediate => {
  return { type: 'invoke', function: 'f', request: { kind: 'event', payload: JSON.stringify(orders), invocationType } }
}
const raw = (payload: string, invocationType: 'RequestResponse' | 'Event' = 'RequestResponse'): Immediate => {
  return { type: 'invoke', function: 'f', request: { kind: 'event', payload, invocationType } }
}
const curl = (orders: Orders, http: Partial<HttpRequest> = {}): Immediate => {
  const plain = {
    method: 'GET',
    url: '/?message=hoge',
    headers: {},
    body: JSON.stringify(orders),
    isBase64Encoded: false,
  }
  return { type: 'invoke', function: 'f', request: { kind: 'url', http: { ...plain, ...http } } }
}
const configure = (configuration: Configuration): Immediate => ({ type: 'configure', function: 'f', configuration })
const reserve = (concurrency: number | null, name = 'f'): Immediate => ({
  type: 'reserve',
  function: name,
  concurrency,
})
const publish: Immediate = { type: 'publish', function: 'f' }
const provision = (count: number, qualifier = '1'): Immediate => ({
  type: 'provision',
  function: 'f',
  qualifier,
  count,
})
const idle = (ms: number): Immediate => ({ type: 'idle', ms })
const later = (ms: number, command: Immediate): Command => ({ type: 'later', ms, command })

const ERROR = { errorType: 'TypeError', errorMessage: 'no', trace: ['TypeError: no'] }
const EXIT = { kind: 'exit', code: 3 } as const
const file = (text: string, path = '/tmp/a') => ({ write: path, text }) as const
const timer = (due: number) => ({ kind: 'timeout', due, requestId: null }) as const

/** Sent one after the other but for lists, which are sent at one moment. */
export const PLAYS: Readonly<Record<string, Play>> = {
  'cold, warm, idle too long, cold again': {
    commands: [
      deploy({ ms: 10, scope: { n: '0' } }),
      invoke({ ms: 2, scope: { n: '1' } }),
      invoke({ answer: 1, scope: { n: '2' } }),
      idle(900_000),
      invoke(),
    ],
  },
  'idle for just as long as it is kept': {
    commands: [deploy(), invoke(), idle(359_999), invoke(), idle(360_000), invoke()],
  },
  'three at once, then one': {
    commands: [
      deploy({ ms: 5 }),
      [invoke({ waits: 10 }), invoke({ waits: 20 }), invoke({ waits: 5 })],
      invoke(),
      idle(400_000),
    ],
  },
  'the environment idle longest answers': {
    account: { placement: 'least-recently-used' },
    commands: [deploy(), [invoke({ waits: 10 }), invoke({ waits: 20 })], invoke(), invoke(), invoke()],
  },
  'the oldest environment answers': {
    account: { placement: 'oldest-first' },
    commands: [deploy(), [invoke({ waits: 20 }), invoke({ waits: 10 })], invoke(), invoke()],
  },
  'a time-out, then a reset with /tmp': {
    commands: [
      deploy({ ms: 4, scope: { n: '1' } }, { timeout: 2, memorySize: 64 * 4 }),
      invoke({ never: true, logs: ['before'], tmp: [file('kept')] }),
      invoke({ ms: 3, answer: 'after' }),
      invoke(),
    ],
  },
  'exits of every kind': {
    commands: [
      deploy(),
      invoke({ ms: 3, exits: { kind: 'exit', code: 0 } }),
      invoke({ exits: EXIT }),
      invoke({ exits: { kind: 'signal', signal: 'killed' } }),
      invoke({ exits: { kind: 'out-of-memory' } }),
      invoke(),
    ],
  },
  'a handler that fails keeps its runtime': {
    commands: [deploy(), invoke({ ms: 1, fails: ERROR, scope: { n: '1' } }), invoke()],
  },
  'module code that throws': {
    commands: [
      deploy({ ms: 6, fails: { errorType: 'Runtime.UserCodeSyntaxError', errorMessage: 'x', trace: [] } }),
      invoke(),
      invoke(),
    ],
  },
  'module code that throws an error of its own': { commands: [deploy({ fails: ERROR }), invoke()] },
  'module code that exits': { commands: [deploy({ ms: 2, exits: EXIT }), invoke(), invoke()] },
  'module code beyond the limit, for ever': { commands: [deploy({ never: true }, { timeout: 4 }), invoke(), invoke()] },
  'module code beyond the limit, within the time-out': {
    commands: [deploy({ waits: 11_000 }, { timeout: 20 }), invoke({ ms: 5 }), invoke()],
  },
  'module code and handler share the time-out in a reset': {
    commands: [
      deploy({ waits: 1_500 }, { timeout: 2 }),
      invoke({ never: true }),
      invoke({ waits: 400 }),
      invoke({ exits: EXIT }),
      invoke({ waits: 600 }),
    ],
  },
  'new code, then new configuration, while one runs': {
    commands: [
      deploy(),
      [invoke({ waits: 100 }), later(10, deploy({ ms: 1 })), later(20, invoke())],
      [invoke({ waits: 100 }), later(10, configure({ timeout: 5, env: { GREETING: 'b' } })), later(20, invoke())],
      invoke(),
    ],
  },
  'reserved concurrency': {
    commands: [
      deploy(),
      reserve(1),
      [invoke({ waits: 5 }), invoke()],
      reserve(0),
      invoke(),
      curl({}),
      reserve(null),
      [invoke({ waits: 5 }), invoke()],
    ],
  },
  'the account’s pool': {
    account: { concurrency: 3 },
    commands: [
      deploy(),
      deploy({}, { reservedConcurrency: 1 }, 'g'),
      [invoke({ waits: 9 }), invoke({ waits: 9 }), invoke(), invoke({}, { function: 'g' })],
    ],
  },
  'reservations that are refused': {
    commands: [
      deploy(),
      deploy({}, {}, 'g'),
      reserve(-1),
      reserve(1.5),
      reserve(901),
      reserve(500),
      reserve(401, 'g'),
      reserve(400, 'g'),
      reserve(1, 'nobody'),
      reserve(900),
    ],
  },
  versions: {
    commands: [
      deploy({ scope: { code: '1' } }),
      publish,
      deploy({ scope: { code: '2' } }),
      invoke({}, { qualifier: '1' }),
      invoke(),
      publish,
      invoke({}, { qualifier: '2' }),
      invoke({}, { qualifier: '3' }),
      invoke({}, { qualifier: '$LATEST' }),
    ],
  },
  'provisioned concurrency, spillover, less and more': {
    commands: [
      deploy({ ms: 30 }),
      publish,
      provision(2),
      [
        invoke({ waits: 9 }, { qualifier: '1' }),
        invoke({ waits: 9 }, { qualifier: '1' }),
        invoke({ waits: 9 }, { qualifier: '1' }),
      ],
      idle(900_000),
      invoke({}, { qualifier: '1' }),
      provision(1),
      provision(3),
    ],
  },
  'provisioned concurrency that fails or is refused': {
    commands: [
      deploy({ fails: ERROR }),
      publish,
      provision(2),
      provision(0),
      provision(1.5),
      provision(1, '$LATEST'),
      provision(1, '7'),
      reserve(2),
      provision(3),
      deploy(),
      publish,
      provision(2, '2'),
      reserve(4),
      provision(2, '2'),
      reserve(3),
    ],
  },
  'a lifetime that ends, of a provisioned environment and of one that runs': {
    account: { lifetime: 60_000 },
    commands: [
      deploy({ waits: 20 }, { timeout: 90 }),
      publish,
      provision(1),
      [invoke({ waits: 70_000 }), later(1_000, invoke({}, { qualifier: '1' }))],
      invoke({}, { qualifier: '1' }),
      invoke(),
    ],
  },
  'more new environments than the scaling rate allows': {
    account: { scalingRate: 2 },
    commands: [
      deploy(),
      [
        invoke({ waits: 100 }),
        invoke({ waits: 100 }),
        invoke(),
        later(10, curl({})),
        later(200, invoke()),
        later(200, invoke()),
        later(200, invoke()),
      ],
      idle(5_000),
      [invoke({ waits: 9 }), invoke({ waits: 9 }), invoke({ waits: 9 }), invoke({ waits: 9 })],
    ],
  },
  'asynchronous requests': {
    commands: [
      deploy(),
      send({ ms: 1, answer: 'ok' }, 'Event'),
      idle(1),
      send({ fails: ERROR }, 'Event'),
      idle(240_000),
      send({}, 'DryRun'),
    ],
  },
  'an asynchronous request waits while it is throttled': {
    commands: [deploy(), reserve(0), send({}, 'Event'), idle(8_000), reserve(null), idle(30_000)],
  },
  'an asynchronous request is given up after six hours': {
    commands: [deploy(), reserve(0), send({}, 'Event'), idle(22_000_000), reserve(null), idle(600_000)],
  },
  'requests that are refused': {
    commands: [
      invoke({}, { function: 'nobody' }),
      deploy(),
      raw('{'),
      raw(`"${'x'.repeat(6_291_454)}"`),
      raw(`"${'あ'.repeat(2_097_152)}"`),
      raw(`"${'x'.repeat(1_048_575)}"`, 'Event'),
      invoke({}, { tenantId: 'a' }),
      configure({ tenantIsolation: 'PER_TENANT' }),
      configure({ memorySize: 100 }),
    ],
  },
  tenants: {
    commands: [
      deploy({}, { tenantIsolation: 'PER_TENANT' }),
      invoke({}, { tenantId: 'a' }),
      invoke({}, { tenantId: 'b' }),
      invoke({}, { tenantId: 'a' }),
      invoke(),
      curl({}),
      configure({ tenantIsolation: 'PER_TENANT', timeout: 9 }),
    ],
  },
  'a function URL': {
    commands: [
      deploy(),
      curl({ answer: { statusCode: 201, body: 'made', headers: { 'X-A': 'b' } } }),
      curl({ fails: ERROR }),
      curl({ answer: 'text' }, { url: '/a%20b?x=1' }),
    ],
  },
  'a response that is too large': {
    commands: [deploy(), invoke({ answerLength: 6_291_554 }), invoke({ answerLength: 6_291_555 })],
  },
  'timers left behind': {
    commands: [
      deploy(),
      invoke({ pending: [timer(5_000)] }),
      idle(10_000),
      invoke({ late: [timer(5_000)], logs: ['late'] }),
      invoke(),
    ],
  },
  'changes of /tmp': {
    commands: [
      deploy({ tmp: [file('at init')] }),
      invoke({
        tmp: [
          { kind: 'mkdir', path: '/tmp/d' },
          file('one', '/tmp/d/b'),
          file('two', '/tmp/d/b'),
          { kind: 'symlink', path: '/tmp/l', target: '/tmp/a' },
        ],
      }),
      invoke({
        tmp: [
          { kind: 'rename', path: '/tmp/d', to: '/tmp/e' },
          { kind: 'delete', path: '/tmp/a' },
          { kind: 'truncate', path: '/tmp/e/b', size: 1 },
        ],
      }),
      invoke({ exits: EXIT }),
      invoke(),
    ],
  },
  'platform time that is simulated': {
    platform: { environmentMs: 200, runtimeMs: 135 },
    commands: [
      deploy({ ms: 8.123 }),
      invoke({ ms: 1.239 }),
      invoke({ exits: EXIT }),
      invoke(),
      deploy({ fails: ERROR }),
      invoke(),
      deploy({ exits: EXIT }),
      invoke(),
    ],
  },
  'JSON log format and a second function': {
    commands: [
      deploy({}, { logFormat: 'JSON', runtime: 'nodejs22.x' }),
      invoke(),
      deploy({}, { handler: 'app.run', ephemeralStorage: 1_024 }, 'g'),
      invoke({}, { function: 'g' }),
    ],
  },
}
