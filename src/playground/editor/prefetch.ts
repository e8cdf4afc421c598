/** Fetches the bytes of Monaco when the browser has nothing else to do. Fetched is not evaluated: that costs the reader nothing. */
import editorFiles from 'virtual:editor-files'

/** A connection as the Network Information API gives it; Chromium only. */
interface Connection {
  readonly saveData?: boolean
  readonly effectiveType?: string
}

function isSpareable(connection: Connection | undefined): boolean {
  return !connection?.saveData && !(connection?.effectiveType ?? '4g').match(/2g|3g/)
}

function prefetch(): void {
  for (const href of editorFiles) {
    const link = document.createElement('link')
    link.rel = 'prefetch'
    link.as = href.endsWith('.css') ? 'style' : 'script'
    link.href = href
    // Modules are fetched with CORS; a prefetch without it would be fetched twice.
    if (link.as === 'script') link.crossOrigin = 'anonymous'
    document.head.append(link)
  }
}

/** Returns a function that calls the prefetch off. */
export function prefetchOnIdle(): () => void {
  if (!isSpareable((navigator as { connection?: Connection }).connection)) return () => {}
  if (typeof requestIdleCallback !== 'function') {
    // WebKit has no idle callback: after the load event is the nearest there.
    addEventListener('load', prefetch, { once: true })
    return () => removeEventListener('load', prefetch)
  }
  const handle = requestIdleCallback(prefetch)
  return () => cancelIdleCallback(handle)
}
