/** `crypto`: hashes and HMACs by noble-hashes, randomness by the browser. */
import { hmac } from '@noble/hashes/hmac.js'
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { Buffer } from 'buffer/'
import { toBase64Url } from './buffer.ts'
import { invalidArgument } from './invalid-argument.ts'

const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 } as const

type Hasher = { update(bytes: Uint8Array): unknown; digest(): Uint8Array; clone(): Hasher }

function hashNamed(name: unknown) {
  if (typeof name !== 'string') throw invalidArgument('algorithm', 'of type string', name)
  // OpenSSL's older names say `RSA-SHA256`.
  const key = name.toLowerCase().replace(/^rsa-/, '').replace('-', '')
  const found = Object.entries(HASHES).find(([known]) => known === key)?.[1]
  if (found !== undefined) return found
  throw new Error('Digest method not supported')
}

function bytesOf(data: unknown, encoding?: string): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, encodingOf(encoding))
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  throw invalidArgument('data', 'of type string or an instance of Buffer, TypedArray, or DataView', data)
}

const ENCODINGS = [
  'utf8',
  'utf-8',
  'hex',
  'base64',
  'base64url',
  'latin1',
  'binary',
  'ascii',
  'utf16le',
  'ucs2',
] as const
type Encoding = (typeof ENCODINGS)[number]

function encodingOf(encoding: string | undefined): Exclude<Encoding, 'base64url'> {
  const known = ENCODINGS.find(each => each === encoding) ?? 'utf8'
  return known === 'base64url' ? 'base64' : known
}

/** Node's Hash and Hmac: update, then digest once. */
class Digest {
  readonly #hasher: Hasher
  #done = false
  constructor(hasher: Hasher) {
    this.#hasher = hasher
  }
  copy(): Digest {
    this.#refuseWhenDone()
    return new Digest(this.#hasher.clone())
  }
  update(data: unknown, encoding?: string): this {
    this.#refuseWhenDone()
    this.#hasher.update(bytesOf(data, encoding))
    return this
  }
  digest(encoding?: string): unknown {
    this.#refuseWhenDone()
    this.#done = true
    return encoded(this.#hasher.digest(), encoding)
  }
  #refuseWhenDone(): void {
    if (this.#done) throw Object.assign(new Error('Digest already called'), { code: 'ERR_CRYPTO_HASH_FINALIZED' })
  }
}

function encoded(bytes: Uint8Array, encoding: string | undefined): unknown {
  const buffer = Buffer.from(bytes)
  if (encoding === undefined || encoding === 'buffer') return buffer
  const text = buffer.toString(encodingOf(encoding))
  return encoding === 'base64url' ? toBase64Url(text) : text
}

/** Bytes that one call of the browser's generator gives at the most. */
const RANDOM_PIECE_BYTES = 65_536

function randomBytes(size: number, callback?: (error: null, bytes: unknown) => void): unknown {
  const bytes = Buffer.alloc(size)
  for (let from = 0; from < size; from += RANDOM_PIECE_BYTES) {
    crypto.getRandomValues(
      new Uint8Array(bytes.buffer, bytes.byteOffset + from, Math.min(RANDOM_PIECE_BYTES, size - from)),
    )
  }
  if (callback === undefined) return bytes
  queueMicrotask(() => callback(null, bytes))
  return undefined
}

function randomInt(first: number, second?: number): number {
  const [from, below] = second === undefined ? [0, first] : [first, second]
  const words = crypto.getRandomValues(new Uint32Array(2))
  const fraction = ((words[0] ?? 0) * 2 ** 21 + ((words[1] ?? 0) >>> 11)) / 2 ** 53
  return from + Math.floor(fraction * (below - from))
}

function timingSafeEqual(one: unknown, other: unknown): boolean {
  const [a, b] = [bytesOf(one), bytesOf(other)]
  if (a.length !== b.length) {
    const error = new RangeError('Input buffers must have the same byte length')
    throw Object.assign(error, { code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH' })
  }
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0) === 0
}

/** The browser's own is missing where the worker's origin is opaque; this is the same by RFC 9562, 5.4. */
function randomUUID(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The browser's own `subtle` is missing where the worker's origin is opaque; digests are what functions ask of it. */
const subtle = crypto.subtle ?? {
  digest: async (algorithm: string | { name: string }, data: unknown) => {
    const name = typeof algorithm === 'string' ? algorithm : algorithm.name
    return new Uint8Array(hashNamed(name)(bytesOf(data))).buffer
  },
}

/** The global `crypto`. */
export const webcrypto = { subtle, randomUUID, getRandomValues: crypto.getRandomValues.bind(crypto) }

/** The module. */
export const nodeCrypto = {
  createHash: (name: string) => new Digest(hashNamed(name).create()),
  createHmac: (name: string, key: unknown) => new Digest(hmac.create(hashNamed(name), bytesOf(key))),
  hash: (name: string, data: unknown, encoding = 'hex') => encoded(hashNamed(name)(bytesOf(data)), encoding),
  getHashes: () => Object.keys(HASHES),
  randomBytes,
  randomInt,
  randomUUID,
  timingSafeEqual,
  getRandomValues: webcrypto.getRandomValues,
  subtle,
  webcrypto,
}
