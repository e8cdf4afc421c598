/** `/tmp` of one runtime as a folder of the machine: filled from the emulator's copy, read again after each phase. */
import {
  chmodSync,
  type Dirent,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { TmpChange, TmpEntry } from '../../emulator/sandbox.ts'

type Seen =
  | { readonly kind: 'file'; readonly stamp: string }
  | { readonly kind: 'directory' }
  | { readonly kind: 'symlink'; readonly target: string }

/** Anyone may write. */
const OPEN_MODE = 0o777
const FILE_MODE = 0o666

/** Finds what changed in a folder that stands for `/tmp`. */
export class TmpFolder {
  readonly #folder: string
  #seen: ReadonlyMap<string, Seen>

  /** Fills `folder`, which exists, with what `/tmp` begins with. */
  constructor(folder: string, entries: readonly TmpEntry[]) {
    this.#folder = folder
    for (const entry of entries) this.#place(entry)
    this.#seen = new Map(this.#walk('/tmp'))
  }

  /** The changes since the last call, parents before what is in them. Steps in between are not seen, only their sum. */
  changes(): TmpChange[] {
    const before = this.#seen
    const now = new Map(this.#walk('/tmp'))
    this.#seen = now
    const gone = [...before.keys()]
      .filter(path => !now.has(path))
      .sort()
      .reverse()
    const deleted = gone.map(path => ({ kind: 'delete', path }) as const)
    return [...deleted, ...[...now].flatMap(([path, seen]) => this.#change(path, before.get(path), seen))]
  }

  #change(path: string, before: Seen | undefined, now: Seen): TmpChange[] {
    if (JSON.stringify(before) === JSON.stringify(now)) return []
    if (now.kind === 'directory') return [{ kind: 'mkdir', path }]
    if (now.kind === 'symlink') return [{ kind: 'symlink', path, target: now.target }]
    const bytes = readFileSync(this.#at(path))
    const write = { kind: 'write', path, position: 0, bytes } as const
    return [write, { kind: 'truncate', path, size: bytes.length }]
  }

  *#walk(path: string): Generator<[string, Seen]> {
    for (const entry of readdirSync(this.#at(path), { withFileTypes: true })) {
      const below = `${path}/${entry.name}`
      const seen = this.#look(below, entry)
      if (seen === null) continue
      yield [below, seen]
      if (seen.kind === 'directory') yield* this.#walk(below)
    }
  }

  #look(path: string, entry: Dirent): Seen | null {
    if (entry.isDirectory()) return { kind: 'directory' }
    if (entry.isSymbolicLink()) return { kind: 'symlink', target: readlinkSync(this.#at(path)) }
    // Sockets and pipes hold nothing that outlives the process.
    if (!entry.isFile()) return null
    const { ino, size, ctimeNs } = lstatSync(this.#at(path), { bigint: true })
    return { kind: 'file', stamp: `${ino} ${size} ${ctimeNs}` }
  }

  #place(entry: TmpEntry): void {
    const path = this.#at(entry.path)
    if (entry.kind === 'directory') mkdirSync(path, { recursive: true })
    else if (entry.kind === 'symlink') symlinkSync(entry.target, path)
    else writeFileSync(path, entry.bytes)
    if (entry.kind !== 'symlink') chmodSync(path, entry.kind === 'file' ? FILE_MODE : OPEN_MODE)
  }

  #at(path: string): string {
    return join(this.#folder, path.slice('/tmp'.length))
  }
}
