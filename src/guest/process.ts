/** `process` as a function on Lambda sees it: its own environment variables, `/var/task`, virtual time, an exit that ends the runtime. */
import type { GuestHost } from './host.ts'
import type { Output } from './output.ts'

/** What the guest's `process` is made from. */
export interface ProcessParts {
  readonly host: GuestHost
  readonly output: Output
  readonly env: Readonly<Record<string, string>>
  readonly now: () => number
  /** Virtual epoch ms at which the runtime started. */
  readonly born: number
  readonly exit: (code: number) => never
}

/** Memory an empty function shows, bytes (lambda-semantics 1.10: 75 to 80 MB). */
const MEMORY_SHOWN = {
  rss: 79_691_776,
  heapTotal: 6_438_912,
  heapUsed: 5_242_880,
  external: 2_097_152,
  arrayBuffers: 16_384,
}

/** The guest's `process` and the doors the guest itself uses to it. */
export interface GuestProcess {
  env: Record<string, string>
  /** Node's EventEmitter method: how many listen. */
  listenerCount(event: string): number
  emit(event: string, ...values: unknown[]): boolean
}

/** A new `process`. */
export function createProcess(parts: ProcessParts): GuestProcess {
  const process: object = new parts.host.EventEmitter()
  const fields = { ...identity(parts), ...times(parts), ...streams(parts), ...ending(parts) }
  Object.defineProperties(process, Object.getOwnPropertyDescriptors(fields))
  return asGuestProcess(process)
}

function asGuestProcess(process: object): GuestProcess {
  if ('env' in process && 'emit' in process && 'listenerCount' in process) {
    // The three members were just put there; TypeScript cannot see it through defineProperties.
    return process as GuestProcess
  }
  throw new TypeError('The host handed in an EventEmitter without emit and listenerCount')
}

function identity({ host, env }: ProcessParts) {
  const version = host.nodeVersion
  return {
    env: stringsOnly(env),
    version,
    versions: { node: version.slice(1), v8: '13.6.233.10-node.28', uv: '1.51.0', modules: '137' },
    release: { name: 'node', lts: 'Krypton' },
    arch: 'x64',
    platform: 'linux',
    title: 'node',
    pid: 2,
    ppid: 1,
    argv: ['/var/lang/bin/node', '/var/runtime/index.mjs'],
    argv0: 'node',
    execArgv: [],
    execPath: '/var/lang/bin/node',
    config: {},
    features: {},
    exitCode: undefined,
    cwd: () => '/var/task',
    umask: () => 0o22,
    getuid: () => 993,
    getgid: () => 990,
    geteuid: () => 993,
    getegid: () => 990,
    memoryUsage: Object.assign(() => ({ ...MEMORY_SHOWN }), { rss: () => MEMORY_SHOWN.rss }),
    cpuUsage: () => ({ user: 0, system: 0 }),
    emitWarning: () => {},
  }
}

/** Environment variables are strings, whatever is assigned. */
function stringsOnly(env: Readonly<Record<string, string>>): Record<string, string> {
  return new Proxy(
    { ...env },
    {
      set: (target, key, value) => Reflect.set(target, key, typeof key === 'string' ? String(value) : value),
    },
  )
}

const NS_PER_MS = 1_000_000
const NS_PER_S = 1_000_000_000

function times({ now, born }: ProcessParts) {
  const elapsed = (): number => (now() - born) * NS_PER_MS
  const hrtime = (before?: readonly [number, number]): [number, number] => {
    const ns = elapsed() - (before === undefined ? 0 : before[0] * NS_PER_S + before[1])
    return [Math.floor(ns / NS_PER_S), Math.floor(ns % NS_PER_S)]
  }
  return {
    uptime: () => (now() - born) / 1_000,
    hrtime: Object.assign(hrtime, { bigint: () => BigInt(Math.floor(elapsed())) }),
  }
}

function streams({ output, host }: ProcessParts) {
  const stream = (fd: number): object => {
    const write = (chunk: unknown, encoding?: unknown, callback?: unknown): boolean => {
      output.write(typeof chunk === 'string' ? chunk : new TextDecoder().decode(asBytes(chunk)))
      const done = typeof encoding === 'function' ? encoding : callback
      if (typeof done === 'function') host.hop(() => void Reflect.apply(done, undefined, []))
      return true
    }
    return Object.assign(new host.EventEmitter(), { fd, isTTY: false, writable: true, write, end: write })
  }
  return { stdout: stream(1), stderr: stream(2), stdin: Object.assign(new host.EventEmitter(), { fd: 0 }) }
}

function asBytes(chunk: unknown): Uint8Array {
  return chunk instanceof Uint8Array ? chunk : new Uint8Array(0)
}

function ending({ exit, host }: ProcessParts) {
  return {
    nextTick: (callback: (...values: unknown[]) => unknown, ...values: unknown[]) =>
      host.nextTick(host.bind(() => void callback(...values))),
    exit: (code?: unknown) => exit(Number(code ?? 0) & 0xff),
    abort: () => host.exit({ kind: 'signal', signal: 'aborted' }),
    reallyExit: (code?: unknown) => exit(Number(code ?? 0) & 0xff),
    kill: (pid: unknown) => (pid === 2 ? host.exit({ kind: 'signal', signal: 'killed' }) : false),
  }
}
