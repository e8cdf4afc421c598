/** Reads the top-level bindings of the function's modules after init and after each invocation (DESIGN 5). */
import type { ModuleBinding } from '../emulator/sandbox.ts'
import { fingerprint } from './fingerprint.ts'
import type { GuestHost } from './host.ts'
import { preview } from './preview.ts'

interface Reader {
  readonly names: readonly string[]
  readonly read: (name: string) => unknown
}

interface Seen {
  readonly text: string
  readonly print: number
}

/** Reads the top-level bindings of the function's modules and tells which changed since it last looked (DESIGN 5). */
export class ModuleScope {
  readonly #host: GuestHost
  readonly #readers = new Map<string, Reader>()
  readonly #seen = new Map<string, Seen>()

  constructor(host: GuestHost) {
    this.#host = host
  }

  /** A module reached its end: its bindings can be read from now on. */
  add(path: string, names: readonly string[], read: (name: string) => unknown): void {
    this.#readers.set(path, { names, read })
  }

  /** Every binding now. What cannot be read shows as such; nothing the function did can make this throw. */
  look(): ModuleBinding[] {
    return [...this.#readers].flatMap(([file, reader]) => reader.names.map(name => this.#lookAt(file, name, reader)))
  }

  #lookAt(file: string, name: string, reader: Reader): ModuleBinding {
    const key = `${file}\n${name}`
    const { text, print, readable } = this.#read(name, reader)
    const before = this.#seen.get(key)
    this.#seen.set(key, { text, print })
    const changed = before !== undefined && (before.text !== text || before.print !== print)
    return { file, name, preview: text, readable, changed }
  }

  #read(name: string, reader: Reader): Seen & { readonly readable: boolean } {
    let value: unknown
    try {
      value = reader.read(name)
    } catch {
      // The dead zone of a binding whose declaration was never reached.
      return { text: '<uninitialized>', print: 0, readable: false }
    }
    try {
      const { text, readable } = preview(value, this.#host)
      return { text, readable, print: fingerprint(value, this.#host) }
    } catch {
      // A value that defends itself against being looked at.
      return { text: '<unreadable>', print: 0, readable: false }
    }
  }
}
