/** memfs, handed in by the host, as the guest's file system: an empty volume whose working directory is `/var/task`. */
import type { MemoryVolume } from './file-system.ts'
import { mendFaces } from './file-system-faces.ts'
import type { HostVolume } from './host.ts'

/** The part of memfs that a guest uses. */
export interface MemfsVolume {
  mkdirSync(path: string, options: { recursive: boolean }): unknown
  writeFileSync(path: string, contents: string | Uint8Array): void
  symlinkSync(target: string, path: string): void
}

/** What memfs makes: a volume, and the `fs` that works on it. */
export interface MemfsParts {
  readonly volume: MemfsVolume
  readonly fs: object
}

/** The guest's view of an empty volume. Throws when memfs is not the version whose inside is known. */
export function createVolume(
  { volume, fs }: MemfsParts,
  inspect: (value: unknown, options?: object) => string,
): HostVolume {
  const inner: unknown = Reflect.get(volume, '_core')
  if (!isMemoryVolume(inner)) throw new TypeError('memfs is not the version this was written for (4.80)')
  Reflect.set(inner, 'process', { platform: 'linux', cwd: () => '/var/task', getuid: () => 0, getgid: () => 0 })
  mendFaces(fs, volume, inner, inspect)
  return {
    volume: inner,
    fs,
    place: (path, contents) => {
      const folder = contents === null ? path : path.slice(0, path.lastIndexOf('/'))
      volume.mkdirSync(folder, { recursive: true })
      if (contents !== null) volume.writeFileSync(path, contents)
    },
    placeSymlink: (path, target) => volume.symlinkSync(target, path),
  }
}

function isMemoryVolume(value: unknown): value is MemoryVolume {
  if (typeof value !== 'object' || value === null) return false
  const needed = ['write', 'openFile', 'ftruncate', 'getFileByFdOrThrow', 'getResolvedLink', 'unlink']
  return needed.every(name => typeof Reflect.get(value, name) === 'function')
}
