/** A number that changes when a value changes, deep inside too: a walk with a budget of nodes, over descriptors alone. */
import type { GuestHost } from './host.ts'

/** Nodes one walk visits at the most; what lies behind is not compared. */
const NODE_BUDGET = 2_000

/** The fingerprint of a value (FNV-1a over what the walk meets). */
export function fingerprint(value: unknown, host: GuestHost): number {
  const walk = new Walk(host)
  walk.visit(value)
  return walk.hash
}

class Walk {
  hash = 0x811c9dc5
  readonly #host: GuestHost
  readonly #seen = new Map<object, number>()
  #left = NODE_BUDGET

  constructor(host: GuestHost) {
    this.#host = host
  }

  visit(value: unknown): void {
    if (this.#left-- <= 0) return
    if (typeof value === 'symbol') this.#mix('symbol')
    else if (typeof value !== 'object' || value === null)
      this.#mix(`${typeof value}:${typeof value === 'function' ? '' : String(value)}`)
    else if (!this.#host.isProxy(value)) this.#visitObject(value)
  }

  #visitObject(value: object): void {
    const known = this.#seen.get(value)
    if (known !== undefined) {
      this.#mix(`#${known}`)
      return
    }
    this.#seen.set(value, this.#seen.size)
    if (value instanceof Map) for (const pair of MAP_ENTRIES.call(value)) this.#visitAll(pair)
    else if (value instanceof Set) this.#visitAll([...SET_VALUES.call(value)])
    else if (value instanceof Date) this.#mix(String(DATE_TIME.call(value)))
    else if (ArrayBuffer.isView(value)) this.#visitBytes(value)
    else this.#visitProperties(value)
  }

  #visitProperties(value: object): void {
    const keys = Reflect.ownKeys(value)
    this.#mix(`{${keys.length}`)
    for (const key of keys) {
      if (this.#left <= 0) return
      this.#mix(String(key))
      const descriptor = Reflect.getOwnPropertyDescriptor(value, key)
      if (descriptor !== undefined && 'value' in descriptor) this.visit(descriptor.value)
    }
  }

  /** Never its keys: a buffer of 64 MB has as many, and each would become a text. */
  #visitBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): void {
    this.#mix(`bytes:${byteLength}`)
    for (const byte of new Bytes(buffer, byteOffset, Math.min(byteLength, NODE_BUDGET))) {
      this.hash = Math.imul(this.hash ^ byte, 0x01000193)
    }
  }

  #visitAll(values: readonly unknown[]): void {
    for (const value of values) this.visit(value)
  }

  #mix(text: string): void {
    for (let index = 0; index < text.length; index++) {
      this.hash = Math.imul(this.hash ^ text.charCodeAt(index), 0x01000193)
    }
  }
}

/** Taken before the function can change them. */
const Bytes = Uint8Array
const MAP_ENTRIES = Map.prototype.entries
const SET_VALUES = Set.prototype.values
const DATE_TIME = Date.prototype.getTime
