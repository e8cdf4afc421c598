/** `util`, `os`, `assert` and `url`, as far as functions use them; inspection and formatting are Node's own, extracted. */
import { format, formatWithOptions, inspect } from 'node-inspect-extracted'

const CUSTOM_PROMISIFY = Symbol.for('nodejs.util.promisify.custom')

type NodeCallback = (error: unknown, value?: unknown) => void

function promisify(original: (...values: unknown[]) => unknown): unknown {
  const custom: unknown = Reflect.get(original, CUSTOM_PROMISIFY)
  if (typeof custom === 'function') return custom
  return function (this: unknown, ...values: unknown[]) {
    return new Promise((resolve, reject) => {
      const settle: NodeCallback = (error, value) => (error ? reject(error) : resolve(value))
      Reflect.apply(original, this, [...values, settle])
    })
  }
}
Reflect.set(promisify, 'custom', CUSTOM_PROMISIFY)

function callbackify(original: (...values: unknown[]) => Promise<unknown>): unknown {
  return (...values: unknown[]) => {
    const callback = values.pop()
    if (typeof callback !== 'function') throw new TypeError('The last argument must be of type function')
    original(...values).then(
      value => callback(null, value),
      error => callback(error),
    )
  }
}

function inherits(child: { prototype: object }, parent: { prototype: object }): void {
  Reflect.set(child, 'super_', parent)
  Object.setPrototypeOf(child.prototype, parent.prototype)
}

const types = {
  isDate: (value: unknown) => value instanceof Date,
  isRegExp: (value: unknown) => value instanceof RegExp,
  isPromise: (value: unknown) => value instanceof Promise,
  isMap: (value: unknown) => value instanceof Map,
  isSet: (value: unknown) => value instanceof Set,
  isNativeError: (value: unknown) => value instanceof Error,
  isTypedArray: (value: unknown) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isUint8Array: (value: unknown) => value instanceof Uint8Array,
  isArrayBuffer: (value: unknown) => value instanceof ArrayBuffer,
  isAnyArrayBuffer: (value: unknown) => value instanceof ArrayBuffer,
  isAsyncFunction: (value: unknown) => Object.prototype.toString.call(value) === '[object AsyncFunction]',
  isGeneratorFunction: (value: unknown) => Object.prototype.toString.call(value) === '[object GeneratorFunction]',
}

export const nodeUtil = {
  format,
  formatWithOptions,
  inspect,
  promisify,
  callbackify,
  inherits,
  types,
  deprecate: <T>(original: T): T => original,
  isDeepStrictEqual,
  stripVTControlCharacters: (text: string) => text.replace(ANSI, ''),
  toUSVString: (text: string) => text.toWellFormed(),
  debuglog: () => () => {},
  TextEncoder,
  TextDecoder,
  isArray: Array.isArray,
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are control characters
const ANSI = /\u001b\[[0-9;]*[A-Za-z]/g

/** Equal in value and type, all the way down. */
function isDeepStrictEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime()
  if (one instanceof RegExp) return String(one) === String(other)
  if (one instanceof Map && other instanceof Map) return isDeepStrictEqual([...one], [...other])
  if (one instanceof Set && other instanceof Set) return isDeepStrictEqual([...one], [...other])
  const [keys, otherKeys] = [Reflect.ownKeys(one), Reflect.ownKeys(other)]
  if (keys.length !== otherKeys.length) return false
  return keys.every(
    key => Object.hasOwn(other, key) && isDeepStrictEqual(Reflect.get(one, key), Reflect.get(other, key)),
  )
}

const TOTAL_MEMORY_BYTES = 134_217_728

export const nodeOs = {
  EOL: '\n',
  arch: () => 'x64',
  platform: () => 'linux',
  type: () => 'Linux',
  release: () => '5.10.0',
  version: () => '#1 SMP',
  machine: () => 'x86_64',
  hostname: () => '169.254.10.1',
  homedir: () => '/home/sbx_user1051',
  tmpdir: () => '/tmp',
  endianness: () => 'LE',
  cpus: () => [
    { model: 'Intel(R) Xeon(R) Processor', speed: 2_500, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } },
  ],
  availableParallelism: () => 1,
  totalmem: () => TOTAL_MEMORY_BYTES,
  freemem: () => TOTAL_MEMORY_BYTES / 2,
  loadavg: () => [0, 0, 0],
  uptime: () => 60,
  networkInterfaces: () => ({}),
  userInfo: () => ({ username: 'sbx_user1051', uid: 993, gid: 990, shell: null, homedir: '/home/sbx_user1051' }),
  constants: { signals: { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 } },
}

class AssertionError extends Error {
  override readonly name = 'AssertionError'
  readonly code = 'ERR_ASSERTION'
  readonly actual: unknown
  readonly expected: unknown
  readonly operator: string
  constructor({
    message,
    actual,
    expected,
    operator = 'fail',
  }: { message?: string; actual?: unknown; expected?: unknown; operator?: string }) {
    super(message ?? `Expected values to be ${operator}:\n\n${inspect(actual)} !== ${inspect(expected)}\n`)
    this.actual = actual
    this.expected = expected
    this.operator = operator
  }
}

type AssertMessage = string | Error | undefined

function check(holds: boolean, operator: string, actual: unknown, expected: unknown, message: AssertMessage): void {
  if (holds) return
  if (message instanceof Error) throw message
  throw new AssertionError({ ...(message !== undefined && { message }), actual, expected, operator })
}

const ok = (value: unknown, message?: AssertMessage): void =>
  check(Boolean(value), '==', value, true, message ?? 'The expression evaluated to a falsy value')

async function rejects(asked: Promise<unknown> | (() => Promise<unknown>), message?: AssertMessage): Promise<void> {
  try {
    await (typeof asked === 'function' ? asked() : asked)
  } catch {
    // As expected.
    return
  }
  check(false, 'rejects', undefined, undefined, message ?? 'Missing expected rejection.')
}

function throws(work: () => unknown, message?: AssertMessage): void {
  try {
    work()
  } catch {
    // As expected.
    return
  }
  check(false, 'throws', undefined, undefined, message ?? 'Missing expected exception.')
}

const comparisons = {
  ok,
  equal: (a: unknown, b: unknown, message?: AssertMessage) => check(Object.is(a, b), 'strictly equal', a, b, message),
  strictEqual: (a: unknown, b: unknown, message?: AssertMessage) =>
    check(Object.is(a, b), 'strictly equal', a, b, message),
  notEqual: (a: unknown, b: unknown, message?: AssertMessage) =>
    check(!Object.is(a, b), 'notStrictEqual', a, b, message),
  notStrictEqual: (a: unknown, b: unknown, message?: AssertMessage) =>
    check(!Object.is(a, b), 'notStrictEqual', a, b, message),
  deepEqual: (a: unknown, b: unknown, message?: AssertMessage) =>
    check(isDeepStrictEqual(a, b), 'deepStrictEqual', a, b, message),
  deepStrictEqual: (a: unknown, b: unknown, message?: AssertMessage) =>
    check(isDeepStrictEqual(a, b), 'deepStrictEqual', a, b, message),
  notDeepStrictEqual: (a: unknown, b: unknown, message?: AssertMessage) =>
    check(!isDeepStrictEqual(a, b), 'notDeepStrictEqual', a, b, message),
  match: (text: string, pattern: RegExp, message?: AssertMessage) =>
    check(pattern.test(text), 'match', text, pattern, message),
  doesNotMatch: (text: string, pattern: RegExp, message?: AssertMessage) =>
    check(!pattern.test(text), 'doesNotMatch', text, pattern, message),
  fail: (message?: AssertMessage) => check(false, 'fail', undefined, undefined, message ?? 'Failed'),
  throws,
  rejects,
  AssertionError,
}

export const nodeAssert = Object.assign(
  (value: unknown, message?: AssertMessage): void => ok(value, message),
  comparisons,
  { strict: Object.assign((value: unknown, message?: AssertMessage): void => ok(value, message), comparisons) },
)

export const nodeUrl = {
  URL,
  URLSearchParams,
  fileURLToPath: (url: string | URL) => decodeURIComponent(new URL(url).pathname),
  pathToFileURL: (path: string) => new URL(`file://${encodeURI(path)}`),
  format: (url: URL | string) => String(url),
  resolve: (from: string, to: string) => new URL(to, from).href,
  parse: (text: string) => {
    const url = new URL(text, 'http://localhost')
    const query = Object.fromEntries(url.searchParams)
    return {
      href: text,
      pathname: url.pathname,
      search: url.search,
      query,
      hash: url.hash,
      host: url.host,
      protocol: url.protocol,
    }
  },
}
