/** `util`, as far as functions use it; inspection and formatting are Node's own, extracted. */
import comparisons from 'assert/build/internal/util/comparisons.js'
import { format, formatWithOptions, inspect } from 'node-inspect-extracted'
import { isProxy } from '../proxies.ts'
import { createTypes } from './types.ts'

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

/** The module. */
export const nodeUtil = {
  format,
  formatWithOptions,
  inspect,
  promisify,
  callbackify,
  inherits,
  types: createTypes(isProxy),
  isDeepStrictEqual: comparisons.isDeepStrictEqual,
  deprecate: <T>(original: T): T => original,
  stripVTControlCharacters: (text: string) => text.replace(ANSI, ''),
  toUSVString: (text: string) => text.toWellFormed(),
  debuglog: () => () => {},
  TextEncoder,
  TextDecoder,
  isArray: Array.isArray,
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are control characters
const ANSI = /\u001b\[[0-9;]*[A-Za-z]/g
