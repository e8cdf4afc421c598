/**
 * The emulator's copy of an environment's `/tmp`. The guest reports each change as it happens; because the copy lives
 * here, `/tmp` outlives the runtime (lambda-semantics 1.1 #8).
 */
import type { TmpChange, TmpEntry } from './sandbox.ts'

interface StoredFile {
  readonly kind: 'file'
  /** Room for `size` bytes and more: files grow by doubling. */
  room: Uint8Array
  size: number
}

type Stored = StoredFile | { readonly kind: 'directory' } | { readonly kind: 'symlink'; readonly target: string }

/** Everything below `/tmp` of one environment. */
export class TmpStore {
  readonly #entries = new Map<string, Stored>()
  #used = 0

  /** Bytes of all files together. */
  get used(): number {
    return this.#used
  }

  /** Applies a change; changes that do not fit what is stored (a write to a deleted path) create what they need. */
  apply(change: TmpChange): void {
    switch (change.kind) {
      case 'write':
        this.#write(change.path, change.position, change.bytes)
        return
      case 'truncate':
        this.#resize(this.#file(change.path), change.size)
        return
      case 'mkdir':
        this.#entries.set(change.path, { kind: 'directory' })
        return
      case 'symlink':
        this.#entries.set(change.path, { kind: 'symlink', target: change.target })
        return
      case 'delete':
        this.#delete(change.path)
        return
      case 'rename':
        this.#rename(change.path, change.to)
    }
  }

  /** What lies at `path`, or null. */
  look(path: string): { kind: 'file'; bytes: Uint8Array } | { kind: 'directory' } | { kind: 'symlink' } | null {
    const stored = this.#entries.get(path)
    if (stored === undefined) return null
    return stored.kind === 'file'
      ? { kind: 'file', bytes: stored.room.subarray(0, stored.size) }
      : { kind: stored.kind }
  }

  /** Everything, parents first, as a new runtime takes it. The bytes are copies. */
  entries(): TmpEntry[] {
    const paths = [...this.#entries.keys()].sort()
    return paths.flatMap((path): TmpEntry[] => {
      const stored = this.#entries.get(path)
      if (stored === undefined) return []
      if (stored.kind === 'file') return [{ kind: 'file', path, bytes: stored.room.slice(0, stored.size) }]
      return [{ ...stored, path }]
    })
  }

  #file(path: string): StoredFile {
    const stored = this.#entries.get(path)
    if (stored?.kind === 'file') return stored
    const file: StoredFile = { kind: 'file', room: new Uint8Array(0), size: 0 }
    this.#entries.set(path, file)
    return file
  }

  #write(path: string, position: number, bytes: Uint8Array): void {
    const file = this.#file(path)
    if (position + bytes.length > file.size) this.#resize(file, position + bytes.length)
    file.room.set(bytes, position)
  }

  #resize(file: StoredFile, size: number): void {
    if (size > file.room.length) {
      const room = new Uint8Array(Math.max(size, file.room.length * 2))
      room.set(file.room.subarray(0, file.size))
      file.room = room
    } else if (size < file.size) file.room.fill(0, size, file.size)
    this.#used += size - file.size
    file.size = size
  }

  #delete(path: string): void {
    const stored = this.#entries.get(path)
    if (stored?.kind === 'file') this.#used -= stored.size
    this.#entries.delete(path)
    if (stored?.kind === 'directory') for (const inside of this.#below(path)) this.#delete(inside)
  }

  #rename(path: string, to: string): void {
    const stored = this.#entries.get(path)
    // A name for itself changes nothing, as in Linux.
    if (stored === undefined || path === to) return
    const inside = stored.kind === 'directory' ? this.#below(path) : []
    if (this.#entries.has(to)) this.#delete(to)
    this.#entries.delete(path)
    this.#entries.set(to, stored)
    for (const from of inside) this.#rename(from, to + from.slice(path.length))
  }

  /** Direct and indirect contents of a directory, parents first. */
  #below(path: string): string[] {
    return [...this.#entries.keys()].filter(other => other.startsWith(`${path}/`)).sort()
  }
}
