/** Tells when something below a folder changed. */
import { watch } from 'node:fs'

/** One save is several changes of the file system; they are told as one after this much quiet, ms. */
const QUIET_MS = 80

/**
 * Calls back after each burst of changes, one call at a time, and with the reason when the watch is lost. Returns a
 * function that ends it.
 */
export function watchFolder(folder: string, changed: () => Promise<void>, lost: (reason: Error) => void): () => void {
  let timer: NodeJS.Timeout | null = null
  let running = Promise.resolve()
  const watcher = watch(folder, { recursive: true }, () => {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(changed)
    }, QUIET_MS)
  })
  watcher.on('error', lost)
  return () => {
    if (timer !== null) clearTimeout(timer)
    watcher.close()
  }
}
