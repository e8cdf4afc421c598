/** The folder in which AWS's client has its file systems while the oracle runs. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Removes it, never what something below it is a mount of: throws where anything still is mounted there.
 */
export function removeScratch(folder: string): void {
  const mounted = mountsBelow(readFileSync('/proc/self/mounts', 'utf8'), folder)
  if (mounted.length > 0) throw new Error(`Still mounted, so that nothing was removed: ${mounted.join(', ')}`)
  execFileSync('rm', ['-rf', '--one-file-system', folder])
}

/** Places below `folder` in a list of mounts as Linux shows it. */
export function mountsBelow(mounts: string, folder: string): string[] {
  const places = mounts.split('\n').map(line => line.split(' ')[1] ?? '')
  return places.filter(place => place.startsWith(`${folder}/`))
}
