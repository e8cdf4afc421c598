/** memfs as the guest's file system: an empty volume whose working directory is `/var/task`. */
import { createFsFromVolume, Volume } from 'memfs'
import type { MemoryVolume } from '../../guest/file-system.ts'
import type { HostVolume } from '../../guest/host.ts'

/** A fresh volume. */
export function createVolume(): HostVolume {
  const volume = new Volume()
  const inner: unknown = Reflect.get(volume, '_core')
  if (!isMemoryVolume(inner)) throw new TypeError('memfs is not the version this was written for (4.80)')
  Reflect.set(inner, 'process', { platform: 'linux', cwd: () => '/var/task', getuid: () => 0, getgid: () => 0 })
  return {
    volume: inner,
    fs: createFsFromVolume(volume),
    place: (path, contents) => {
      if (contents === null) volume.mkdirSync(path, { recursive: true })
      else {
        volume.mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true })
        volume.writeFileSync(path, contents)
      }
    },
    placeSymlink: (path, target) => volume.symlinkSync(target, path),
  }
}

function isMemoryVolume(value: unknown): value is MemoryVolume {
  if (typeof value !== 'object' || value === null) return false
  return ['write', 'openFile', 'ftruncate', 'getFileByFdOrThrow', 'unlink'].every(
    name => typeof Reflect.get(value, name) === 'function',
  )
}
