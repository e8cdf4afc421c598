/** Node's built-in modules that the browser host has, by bare name, beside those of the guest core. */

import * as buffer from 'buffer/'
import { Buffer } from 'buffer/'
import EventEmitter from 'events'
import path from 'path-browserify'
import querystring from 'querystring-es3'
import stream from 'readable-stream'
import { StringDecoder } from 'string_decoder/'
import { AsyncLocalStorage, AsyncResource } from '../async-context.ts'
import { nodeCrypto } from './crypto.ts'
import { nodeAssert, nodeOs, nodeUrl, nodeUtil } from './util.ts'

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
  'module',
  'net',
  'perf_hooks',
  'readline',
  'readline/promises',
  'repl',
  'sqlite',
  'stream/promises',
  'stream/web',
  'sys',
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
  ['assert', nodeAssert],
  ['assert/strict', nodeAssert],
  ['async_hooks', { AsyncLocalStorage, AsyncResource }],
  ['buffer', { ...buffer, Blob, atob, btoa }],
  ['crypto', nodeCrypto],
  ['events', Object.assign(EventEmitter, { EventEmitter })],
  ['os', nodeOs],
  ['path', Object.assign(path, { posix: path })],
  ['path/posix', path],
  ['querystring', querystring],
  ['stream', stream],
  ['string_decoder', { StringDecoder }],
  ['url', nodeUrl],
  ['util', nodeUtil],
  ['util/types', nodeUtil.types],
])

/** Globals of Node that a browser's worker lacks. */
export const HOST_GLOBALS = { Buffer } as const
