/**
 * What the calls that change a file system meet on Lambda: `/tmp` is a mount of its own, everything beside it is
 * read-only (lambda-semantics 1.5). Which error comes first, and its text, is what Node 24.21 gave on Linux with a
 * read-only mount at `/var/task` and another at `/tmp`.
 */

/** The part of memfs's inner volume that says what there is. */
export interface Paths {
  /** The entry at a path, symbolic links followed; null where there is none. */
  getResolvedLink(path: string): PathEntry | null
}

/** One entry. */
export interface PathEntry {
  readonly parent: PathEntry | null
  getChild(name: string): PathEntry | undefined
  getPath(): string
  getNode(): { isDirectory(): boolean }
}

const ERRORS = {
  EMFILE: { errno: -24, text: 'too many open files' },
  ENOENT: { errno: -2, text: 'no such file or directory' },
  ENOSPC: { errno: -28, text: 'no space left on device' },
  EROFS: { errno: -30, text: 'read-only file system' },
  EXDEV: { errno: -18, text: 'cross-device link not permitted' },
} as const

/** An error as Node words a failed system call. */
export function systemError(code: keyof typeof ERRORS, syscall: string, path?: string, dest?: string): Error {
  const { errno, text } = ERRORS[code]
  const paths = [path, dest].filter(each => each !== undefined).map(each => `'${each}'`)
  const message = `${code}: ${text}, ${[syscall, paths.join(' -> ')].filter(part => part !== '').join(' ')}`
  const places = { ...(path !== undefined && { path }), ...(dest !== undefined && { dest }) }
  return Object.assign(new Error(message), { errno, code, syscall, ...places })
}

/** Where a path leads: what is there, and what its folder is; null where there is none. */
interface Place {
  readonly entry: PathEntry | null
  readonly folder: PathEntry | null
  /** True in `/tmp`, wherever links lead. */
  readonly writable: boolean
}

const inTmp = (path: string): boolean => path === '/tmp' || path.startsWith('/tmp/')

/** `follow` takes a link at the path itself for what it leads to. */
function placeOf(paths: Paths, path: string, follow: boolean): Place {
  const absolute = path.startsWith('/') ? path : `/var/task/${path}`
  const [, folderPath = '', name = ''] = /^(.*?)\/*([^/]*)\/*$/.exec(absolute) ?? []
  const followed = follow ? find(paths, absolute) : null
  if (followed !== null) return { entry: followed, folder: followed.parent, writable: inTmp(followed.getPath()) }
  const folder = find(paths, folderPath === '' ? '/' : folderPath)
  const entry = folder === null ? null : (folder.getChild(name) ?? null)
  return { entry, folder, writable: folder !== null && inTmp(`${folder.getPath()}/${name}`.replace('//', '/')) }
}

function find(paths: Paths, path: string): PathEntry | null {
  try {
    return paths.getResolvedLink(path)
  } catch {
    // A link that leads to itself, or a file where a folder should be: the call itself says so.
    return null
  }
}

/** Open flags that write: O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND of Linux. */
const WRITE_FLAGS = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000
const CREATE_FLAG = 0o100
const EXCLUSIVE_FLAGS = 0o100 | 0o200

/** Throws where opening `path` with these flags is refused; what memfs refuses by itself is left to it. */
export function checkOpen(paths: Paths, path: string, flags: number): void {
  if ((flags & WRITE_FLAGS) === 0) return
  const { entry, folder, writable } = placeOf(paths, path, (flags & EXCLUSIVE_FLAGS) !== EXCLUSIVE_FLAGS)
  const left = entry === null ? folder === null || (flags & CREATE_FLAG) === 0 : isLeft(entry, flags)
  if (!writable && !left) throw systemError('EROFS', 'open', path)
}

/** It exists and must not, or is a folder. */
function isLeft(entry: PathEntry, flags: number): boolean {
  return (flags & EXCLUSIVE_FLAGS) === EXCLUSIVE_FLAGS || entry.getNode().isDirectory()
}

/** Throws where writing was asked for and the file system is read-only. */
export function checkAccess(paths: Paths, path: string, mode: number): void {
  const { entry, writable } = placeOf(paths, path, true)
  if ((mode & WRITE_ACCESS) !== 0 && entry !== null && !writable) throw systemError('EROFS', 'access', path)
}

/** `fs.constants.W_OK`. */
const WRITE_ACCESS = 2

/** `recursive` is `rm`'s. */
type Check = (paths: Paths, path: string, dest: string, recursive: boolean) => void

/** It has to be there. */
function changing(syscall: string, follow: boolean): Check {
  return (paths, path) => {
    const { entry, writable } = placeOf(paths, path, follow)
    if (entry !== null && !writable) throw systemError('EROFS', syscall, path)
  }
}

/** Linux asks for the file system before it looks whether the entry is there. */
function removing(syscall: string): Check {
  return (paths, path) => {
    const { folder, writable } = placeOf(paths, path, false)
    if (folder !== null && !writable) throw systemError('EROFS', syscall, path)
  }
}

/** Checks by the name of memfs's call. Each throws what Node would, or leaves what memfs refuses by itself to it. */
export const CHECKS: Readonly<Record<string, Check>> = {
  chmod: changing('chmod', true),
  chown: changing('chown', true),
  utimes: changing('utime', true),
  unlink: removing('unlink'),
  rmdir: removing('rmdir'),
  rm: (paths, path, _force, recursive) => {
    const { entry, writable } = placeOf(paths, path, false)
    const isFolder = entry?.getNode().isDirectory() === true
    if (entry === null || writable || (isFolder && !recursive)) return
    throw systemError('EROFS', isFolder ? 'rmdir' : 'unlink', path)
  },
  mkdir: (paths, path) => {
    const { entry, folder, writable } = placeOf(paths, path, false)
    if (entry === null && folder !== null && !writable) throw systemError('EROFS', 'mkdir', path)
  },
  // Node gives up the walk with the error it began with.
  mkdirp: (paths, path) => {
    let place = placeOf(paths, path, true)
    if (place.entry !== null) return
    for (let folder = path; place.folder === null && folder !== ''; ) {
      folder = folder.replace(/\/*[^/]*\/*$/, '')
      place = placeOf(paths, folder === '' ? '/' : folder, true)
    }
    if (!place.writable) throw systemError('ENOENT', 'mkdir', path)
  },
  symlink: (paths, target, path) => {
    const { entry, folder, writable } = placeOf(paths, path, false)
    if (entry === null && folder !== null && !writable) throw systemError('EROFS', 'symlink', target, path)
  },
  link: (paths, existing, path) => {
    const from = placeOf(paths, existing, false)
    const to = placeOf(paths, path, false)
    if (from.entry === null || to.entry !== null || to.folder === null) return
    if (!to.writable) throw systemError('EROFS', 'link', existing, path)
    if (!from.writable) throw systemError('EXDEV', 'link', existing, path)
  },
  rename: (paths, old, path) => {
    const from = placeOf(paths, old, false)
    const to = placeOf(paths, path, false)
    if (from.folder === null || to.folder === null) return
    if (from.writable !== to.writable) throw systemError('EXDEV', 'rename', old, path)
    if (!to.writable) throw systemError('EROFS', 'rename', old, path)
  },
}
