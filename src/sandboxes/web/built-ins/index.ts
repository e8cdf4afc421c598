/** Node's built-in modules that the browser host has, by bare name, beside those of the guest core. */

import { Buffer } from 'buffer/'
import EventEmitter from 'events'
import { StringDecoder } from 'string_decoder/'
import { AsyncLocalStorage, AsyncResource } from '../../../guest/async-context.ts'
import { nodeBuffer } from './buffer.ts'
import { nodeCrypto, webcrypto } from './crypto.ts'
import { nodePath } from './path.ts'
import { nodeQuerystring } from './querystring.ts'
import { nodeUrl } from './url.ts'
import { nodeUtil } from './util.ts'

/** Names of every module Node has built in that functions ask for: what is missing here is said so by name. */
export const NODE_BUILT_INS = new Set([
  'child_process',
  'cluster',
  'dgram',
  'diagnostics_channel',
  'dns',
  'dns/promises',
  'domain',
  'http',
  'http2',
  'https',
  'inspector',
  'net',
  'readline',
  'readline/promises',
  'repl',
  'sqlite',
  'stream/web',
  'test',
  'tls',
  'trace_events',
  'tty',
  'v8',
  'vm',
  'wasi',
  'worker_threads',
  'zlib',
])

/** The modules. */
export const HOST_BUILT_INS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['async_hooks', { AsyncLocalStorage, AsyncResource }],
  ['buffer', nodeBuffer],
  ['crypto', nodeCrypto],
  ['events', Object.assign(EventEmitter, { EventEmitter })],
  ['path', nodePath],
  ['path/posix', nodePath],
  ['perf_hooks', { performance }],
  ['querystring', nodeQuerystring],
  ['string_decoder', { StringDecoder }],
  ['sys', nodeUtil],
  ['url', nodeUrl],
  ['util', nodeUtil],
  ['util/types', nodeUtil.types],
])

/**
 * The modules, and with them those whose evaluation costs more than the rest of the guest together, each only where a
 * function's text names it.
 */
export async function loadBuiltIns(texts: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const named = (name: RegExp): boolean => texts.some(text => name.test(text))
  const streams = named(/\bstream\b/) ? await loadStreams() : []
  const asserts = named(/\bassert\b/) ? await loadAssert() : []
  return new Map([...HOST_BUILT_INS, ...streams, ...asserts])
}

async function loadStreams(): Promise<[string, unknown][]> {
  const { default: stream } = await import('readable-stream')
  return [
    ['stream', stream],
    ['stream/promises', Reflect.get(stream, 'promises')],
  ]
}

async function loadAssert(): Promise<[string, unknown][]> {
  const { default: assert } = await import('assert/build/assert.js')
  return [
    ['assert', assert],
    ['assert/strict', Reflect.get(assert, 'strict')],
  ]
}

/** Globals of Node that a browser's worker lacks, whole or in part. */
export const HOST_GLOBALS = { Buffer, crypto: webcrypto, URL: nodeUrl.URL } as const
