/**
 * The function's file system, in memory: `/var/task` with its files, `/tmp` up to its quota, everything but `/tmp`
 * read-only (lambda-semantics 1.5). memfs does the work; this watches it, refuses what Lambda refuses, and reports each
 * change below `/tmp` as it happens, so that `/tmp` outlives the runtime.
 *
 * What it hooks is private to memfs 4.80.1, which is therefore pinned; the sandboxes' contract tests hold it.
 */
import type { SourceFile, TmpChange, TmpEntry } from '../emulator/sandbox.ts'
import { CHECKS, checkOpen, type PathEntry, type Paths, systemError } from './read-only.ts'

/** The part of memfs's inner volume (Superblock) that is hooked. */
export interface MemoryVolume extends Paths {
  readonly root: VolumeLink
  /** Files that may be open at once. */
  maxFiles: number
  readonly changes: { listen(listener: (event: VolumeEvent) => void): void }
  getFileByFdOrThrow(fd: number, syscall: string): VolumeFile
  write(fd: number, bytes: Uint8Array, offset?: number, length?: number, position?: number | null): number
  openFile(path: string, flags: number, mode?: number, resolveSymlinks?: boolean): VolumeFile
  ftruncate(fd: number, size?: number): void
  /** The other calls that change something; each takes the path first. */
  [mutator: string]: unknown
}

interface VolumeLink extends PathEntry {
  readonly children: ReadonlyMap<string, VolumeLink | undefined>
  getNode(): { getSize(): number; isDirectory(): boolean; chmod(mode: number): void }
}

interface VolumeFile {
  readonly link: { readonly steps: readonly string[] }
  readonly node: VolumeNode
  readonly position: number
  readonly flags: number
}

/** A file's content: `size` bytes of `buf`, which has room for `capacity`. */
interface VolumeNode {
  buf: Uint8Array
  capacity: number
  size: number
  getSize(): number
}

interface VolumeEvent {
  /** 0 create, 1 delete, 2 modify, 3 attributes, 4 move. */
  readonly type: number
  readonly steps: readonly string[]
  readonly oldSteps?: readonly string[]
  readonly node: { isDirectory(): boolean; isSymlink(): boolean; readonly symlink?: string }
}

const CREATED = 0
const DELETED = 1
const MOVED = 4

const TRUNCATE_FLAG = 0o1000
const APPEND_FLAG = 0o2000

/** What a new file or folder is made without: Lambda's umask, as Node's default. */
const UMASK = 0o22
/** `drwxrwxrwt` of `/tmp` (lambda-semantics 1.5). */
const TMP_MODE = 0o1777

/**
 * Files that a function can have open at once: RLIMIT_NOFILE is 1,024 (lambda-semantics 1.5), of which Node 24.21 had 22
 * for itself when measured on Linux.
 */
const OPEN_FILES = 1_024 - 22

/** Taken before the function's code can change it. */
const Bytes = Uint8Array

/** Bytes of one reported write; larger ones go in pieces. */
const PIECE_BYTES = 4_194_304

/** What a guest's file system is made from; sizes in bytes. */
export interface FileSystemOptions {
  readonly volume: MemoryVolume
  readonly files: readonly SourceFile[]
  readonly tmp: readonly TmpEntry[]
  /** Quota of `/tmp` in bytes. */
  readonly tmpBytes: number
  report(change: TmpChange): void
  /** Puts a file or directory in place before the hooks are set. */
  place(path: string, contents: string | Uint8Array | null): void
  placeSymlink(path: string, target: string): void
}

/** Fills the volume and hooks it. */
export function setUpFileSystem(options: FileSystemOptions): void {
  hookModes(options.volume)
  for (const directory of ['/tmp', '/var/task', '/opt']) options.place(directory, null)
  for (const { path, text } of options.files) options.place(`/var/task/${path}`, text)
  for (const entry of options.tmp) {
    if (entry.kind === 'symlink') options.placeSymlink(entry.path, entry.target)
    else options.place(entry.path, entry.kind === 'file' ? entry.bytes : null)
  }
  options.volume.root.children.get('tmp')?.getNode().chmod(TMP_MODE)
  options.volume.maxFiles = OPEN_FILES
  hookWrites(options)
  hookMutators(options.volume)
  options.volume.changes.listen(event => reportEvent(event, options))
}

/** Bytes of the files below a folder; what has several names counts once. */
function measure(folder: VolumeLink, counted = new Set<unknown>()): number {
  let bytes = 0
  for (const [name, link] of folder.children) {
    if (link === undefined || name === '.' || name === '..' || counted.has(link.getNode())) continue
    counted.add(link.getNode())
    bytes += link.getNode().getSize() + measure(link, counted)
  }
  return bytes
}

function hookWrites({ volume, tmpBytes, report }: FileSystemOptions): void {
  const { write, openFile, ftruncate } = volume
  const claim = (growth: number, syscall: string): void => {
    const tmp = volume.root.children.get('tmp')
    const used = tmp === undefined ? 0 : measure(tmp)
    if (growth > 0 && used + growth > tmpBytes) throw systemError('ENOSPC', syscall)
  }
  volume.write = (fd, bytes, offset = 0, length = bytes.byteLength - offset, position) => {
    const file = volume.getFileByFdOrThrow(fd, 'write')
    const size = file.node.getSize()
    const at = (file.flags & APPEND_FLAG) !== 0 ? size : isPosition(position) ? position : file.position
    claim(at + length - size, 'write')
    const written = write.call(volume, fd, bytes, offset, length, position)
    const began = isPosition(position) ? position : file.position - written
    reportWrite(pathOf(file.link.steps), began, bytes.subarray(offset, offset + written), report)
    return written
  }
  volume.openFile = (path, flags, mode, resolveSymlinks) => {
    checkOpen(volume, path, flags)
    const file = openFile.call(volume, path, flags, mode, resolveSymlinks)
    if ((flags & TRUNCATE_FLAG) !== 0) report({ kind: 'truncate', path: pathOf(file.link.steps), size: 0 })
    return file
  }
  volume.ftruncate = (fd, size = 0) => {
    const file = volume.getFileByFdOrThrow(fd, 'ftruncate')
    claim(size - file.node.getSize(), 'ftruncate')
    growWithZeros(file.node, size)
    ftruncate.call(volume, fd, size)
    report({ kind: 'truncate', path: pathOf(file.link.steps), size })
  }
}

/**
 * Lets a file grow before memfs does, which writes every zero: a fresh buffer has them, and takes up no memory until it
 * is used. So a file as large as `/tmp` costs nothing.
 */
function growWithZeros(node: VolumeNode, size: number): void {
  if (size <= node.capacity) return
  const before = node.buf
  const from: unknown = Reflect.get(before.constructor, 'from')
  if (typeof from !== 'function') return
  const grown: unknown = Reflect.apply(from, before.constructor, [new ArrayBuffer(size)])
  if (!(grown instanceof Bytes)) return
  grown.set(before.subarray(0, node.size))
  Object.assign(node, { buf: grown, capacity: size, size })
}

/** Where a write begins; -1 and null mean where the file is at. */
const isPosition = (position: number | null | undefined): position is number =>
  typeof position === 'number' && position >= 0

/** memfs knows no umask. */
function hookModes(volume: MemoryVolume): void {
  const { openFile } = volume
  volume.openFile = (path, flags, mode, resolveSymlinks) =>
    openFile.call(volume, path, flags, mode === undefined ? mode : mode & ~UMASK, resolveSymlinks)
  for (const name of ['mkdir', 'mkdirp']) {
    const original = callOf(volume, name)
    volume[name] = (path: unknown, mode: unknown) => original(path, Number(mode) & ~UMASK)
  }
}

function hookMutators(volume: MemoryVolume): void {
  for (const [name, check] of Object.entries(CHECKS)) {
    const original = callOf(volume, name)
    volume[name] = (...values: unknown[]) => {
      const path = String(values[0])
      check(volume, path, String(values[1]), values[2] === true)
      try {
        return original(...values)
      } catch (error) {
        throw name === 'mkdir' ? namingPath(error, path) : error
      }
    }
  }
}

function callOf(volume: MemoryVolume, name: string): (...values: unknown[]) => unknown {
  const call = volume[name]
  if (typeof call !== 'function') throw new TypeError(`memfs has no ${name}: pin the version this was written for`)
  return (...values) => Reflect.apply(call, volume, values)
}

/** memfs names the folder that is missing; Node the one that was to be made. */
function namingPath(error: unknown, path: string): unknown {
  if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') {
    Object.assign(error, { message: `ENOENT: no such file or directory, mkdir '${path}'`, path })
  }
  return error
}

function reportEvent(event: VolumeEvent, { report }: FileSystemOptions): void {
  const path = pathOf(event.steps)
  if (event.type === CREATED) reportCreated(path, event, report)
  else if (event.type === DELETED) report({ kind: 'delete', path })
  else if (event.type === MOVED) report({ kind: 'rename', path: pathOf(event.oldSteps ?? []), to: path })
}

function reportCreated(path: string, { node }: VolumeEvent, report: FileSystemOptions['report']): void {
  if (node.isDirectory()) report({ kind: 'mkdir', path })
  else if (node.isSymlink()) report({ kind: 'symlink', path, target: node.symlink ?? '' })
  else report({ kind: 'truncate', path, size: 0 })
}

function reportWrite(path: string, position: number, bytes: Uint8Array, report: FileSystemOptions['report']): void {
  for (let from = 0; from < bytes.byteLength; from += PIECE_BYTES) {
    // A copy: cloning a view, which is what a Buffer's slice gives, would take the whole buffer behind it along.
    report({
      kind: 'write',
      path,
      position: position + from,
      bytes: new Bytes(bytes.subarray(from, from + PIECE_BYTES)),
    })
  }
}

function pathOf(steps: readonly string[]): string {
  return `/${steps.filter(step => step !== '').join('/')}`
}
