/** Node's built-in modules that the browser host has, by bare name, beside those of the guest core. */

import assert from 'assert/build/assert.js'
import { Buffer } from 'buffer/'
import EventEmitter from 'events'
import { StringDecoder } from 'string_decoder/'
import { AsyncLocalStorage, AsyncResource } from '../async-context.ts'
import { nodeBuffer } from './buffer.ts'
import { nodeCrypto, webcrypto } from './crypto.ts'
import { nodeOs } from './os.ts'
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
  ['assert', assert],
  ['assert/strict', Reflect.get(assert, 'strict')],
  ['async_hooks', { AsyncLocalStorage, AsyncResource }],
  ['buffer', nodeBuffer],
  ['crypto', nodeCrypto],
  ['events', Object.assign(EventEmitter, { EventEmitter })],
  ['os', nodeOs],
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

/** Those of {@link HOST_BUILT_INS} that are evaluated only where a function's text names them. */
export async function loadBuiltIns(texts: Iterable<string>): Promise<ReadonlyMap<string, unknown>> {
  if (![...texts].some(text => /\bstream\b/.test(text))) return HOST_BUILT_INS
  const { default: stream } = await import('readable-stream')
  const streams = [
    ['stream', stream],
    ['stream/promises', Reflect.get(stream, 'promises')],
  ] as const
  return new Map([...HOST_BUILT_INS, ...streams])
}

/** Globals of Node that a browser's worker lacks, whole or in part. */
export const HOST_GLOBALS = { Buffer, crypto: webcrypto, URL: nodeUrl.URL } as const
