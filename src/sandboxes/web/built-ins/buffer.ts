/** `buffer`, and what Node's Buffer has since that library was written: `base64url`, constants. */
import * as library from 'buffer/'
import { Buffer } from 'buffer/'

/** What Node 24 says; a browser ends sooner. */
const MAX_BYTES = 2 ** 53 - 1
const MAX_STRING_CHARS = 536_870_888

addBase64Url()

/** `base64url` reads as base64 does, which takes both alphabets; only writing differs. */
function addBase64Url(): void {
  const { toString: asText, write } = Buffer.prototype
  const { from, byteLength } = Buffer
  const isKnown = Buffer.isEncoding
  const read = (encoding: unknown): unknown => (isBase64Url(encoding) ? 'base64' : encoding)
  Object.assign(Buffer.prototype, {
    toString(this: Buffer, encoding?: unknown, ...range: unknown[]) {
      const text: unknown = Reflect.apply(asText, this, [read(encoding), ...range])
      return isBase64Url(encoding) ? toBase64Url(String(text)) : text
    },
    write(this: Buffer, text: unknown, ...rest: unknown[]) {
      return Reflect.apply(write, this, [text, ...rest.map(read)])
    },
  })
  Object.assign(Buffer, {
    from: (value: unknown, second?: unknown, ...rest: unknown[]) =>
      Reflect.apply(from, Buffer, [value, read(second), ...rest]),
    isEncoding: (encoding: unknown) => isBase64Url(encoding) || isKnown(String(encoding)),
    byteLength: (value: unknown, encoding?: unknown) => Reflect.apply(byteLength, Buffer, [value, read(encoding)]),
  })
}

const isBase64Url = (encoding: unknown): boolean => String(encoding).toLowerCase() === 'base64url'

/** From base64. */
export const toBase64Url = (text: string): string => text.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')

/** The module. */
export const nodeBuffer = {
  ...library,
  Buffer,
  Blob,
  File: globalThis.File,
  atob: (text: string) => atob(text),
  btoa: (text: string) => btoa(text),
  constants: { MAX_LENGTH: MAX_BYTES, MAX_STRING_LENGTH: MAX_STRING_CHARS },
}
