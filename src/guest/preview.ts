/** Short texts for values, from own-property descriptors alone: no getter, proxy trap or `toString` of the function runs. */
import type { GuestHost } from './host.ts'

/** Characters of a preview; the rest is an ellipsis. */
export const PREVIEW_CHARS = 200
const ITEMS_SHOWN = 5
const TEXT_SHOWN = 80
const DEPTH_SHOWN = 2

/** A value as one short text; `readable` is false where it could not be read. */
export interface Preview {
  readonly text: string
  readonly readable: boolean
}

/** The preview of a value. */
export function preview(value: unknown, host: GuestHost): Preview {
  if (host.isProxy(value)) return { text: '<proxy>', readable: false }
  const text = describe(value, host, 0)
  return { text: text.length > PREVIEW_CHARS ? `${text.slice(0, PREVIEW_CHARS - 1)}…` : text, readable: true }
}

function describe(value: unknown, host: GuestHost, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quoted(value)
    case 'bigint':
      return `${value}n`
    case 'function':
      return host.isProxy(value) ? '<proxy>' : `[Function: ${ownText(value, 'name') || '(anonymous)'}]`
    case 'object':
      return value === null ? 'null' : describeObject(value, host, depth)
    default:
      return Object.is(value, -0) ? '-0' : String(value)
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN)}…` : text)
}

function describeObject(value: object, host: GuestHost, depth: number): string {
  if (host.isProxy(value)) return '<proxy>'
  const known = describeKnown(value, host, depth)
  if (known !== null) return known
  const name = constructorName(value)
  const prefix = name === 'Object' || name === '' ? '' : `${name} `
  if (depth >= DEPTH_SHOWN) return `[${name || 'Object'}]`
  const keys = Reflect.ownKeys(value).filter(key => typeof key === 'string')
  const shown = keys.slice(0, ITEMS_SHOWN).map(key => `${key}: ${describeProperty(value, key, host, depth + 1)}`)
  return `${prefix}${braced('{', shown, keys.length, '}')}`
}

function describeKnown(value: object, host: GuestHost, depth: number): string | null {
  if (Array.isArray(value)) {
    if (depth >= DEPTH_SHOWN) return '[Array]'
    const items = Array.from({ length: Math.min(value.length, ITEMS_SHOWN) }, (_, index) =>
      describeProperty(value, String(index), host, depth + 1),
    )
    return braced('[', items, value.length, ']')
  }
  if (value instanceof Map || value instanceof Set) return describeCollection(value, host, depth)
  if (value instanceof Date) return DATE_TEXT.call(value)
  if (value instanceof RegExp) return REGEXP_TEXT.call(value)
  if (value instanceof Promise) return 'Promise { … }'
  if (ArrayBuffer.isView(value)) return `${constructorName(value)}(${value.byteLength}) bytes`
  if (value instanceof Error) return `${ownText(value, 'name') || constructorName(value)}: ${ownText(value, 'message')}`
  return null
}

/** Taken before the function can change them. */
const DATE_TEXT = (({ prototype }) => {
  const { getTime } = prototype
  const { toISOString } = prototype
  return function (this: Date): string {
    return Number.isNaN(getTime.call(this)) ? 'Invalid Date' : toISOString.call(this)
  }
})(Date)
const REGEXP_TEXT = RegExp.prototype.toString
const MAP_ENTRIES = Map.prototype.entries
const SET_VALUES = Set.prototype.values

function describeCollection(value: Map<unknown, unknown> | Set<unknown>, host: GuestHost, depth: number): string {
  const name = value instanceof Map ? 'Map' : 'Set'
  if (depth >= DEPTH_SHOWN) return `[${name}]`
  const items: string[] = []
  if (value instanceof Map) {
    for (const [key, item] of MAP_ENTRIES.call(value)) {
      if (items.length >= ITEMS_SHOWN) break
      items.push(`${describe(key, host, depth + 1)} => ${describe(item, host, depth + 1)}`)
    }
  } else {
    for (const item of SET_VALUES.call(value)) {
      if (items.length >= ITEMS_SHOWN) break
      items.push(describe(item, host, depth + 1))
    }
  }
  return `${name}(${value.size}) ${braced('{', items, value.size, '}')}`
}

function describeProperty(value: object, key: string, host: GuestHost, depth: number): string {
  const descriptor = Reflect.getOwnPropertyDescriptor(value, key)
  if (descriptor === undefined) return 'undefined'
  return 'value' in descriptor ? describe(descriptor.value, host, depth) : '<getter>'
}

function braced(open: string, items: readonly string[], count: number, close: string): string {
  if (count === 0) return `${open}${close}`
  const more = count > items.length ? [`… ${count - items.length} more`] : []
  const space = open === '{' ? ' ' : ''
  return `${open}${space}${[...items, ...more].join(', ')}${space}${close}`
}

/** An own string property, or nothing: never through a getter. */
function ownText(value: object, key: string): string {
  const text = Reflect.getOwnPropertyDescriptor(value, key)?.value
  return typeof text === 'string' ? text : ''
}

function constructorName(value: object): string {
  const prototype = Reflect.getPrototypeOf(value)
  if (prototype === null) return ''
  const made = Reflect.getOwnPropertyDescriptor(prototype, 'constructor')?.value
  return typeof made === 'function' ? ownText(made, 'name') : ''
}
