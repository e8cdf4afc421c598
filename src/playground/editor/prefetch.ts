/**
 * Fetches the bytes of Monaco when the browser has nothing else to do. Fetched is not evaluated: that costs the reader
 * nothing. The list is written by the build (scripts/editor-plugin.ts); in development there is none.
 */
import * as z from 'zod/mini'

const FILES = '/editor-files.json'
const files = z.array(z.string().check(z.startsWith('/')))

/** A connection as the Network Information API gives it; Chromium only. */
const connection = z.object({ saveData: z.optional(z.boolean()), effectiveType: z.optional(z.string()) })

/** False where bytes cost the reader something. */
function isSpareable(): boolean {
  const { data } = connection.safeParse('connection' in navigator ? navigator.connection : {})
  return data?.saveData !== true && !/2g|3g/.test(data?.effectiveType ?? '')
}

async function prefetch(): Promise<void> {
  const answer = await fetch(FILES)
  if (!answer.ok) return
  for (const href of files.parse(await answer.json())) {
    // Read to its end, so that the browser keeps it. A prefetch link would ask more of the policy in Firefox.
    await (await fetch(href, { priority: 'low' })).arrayBuffer()
  }
}

/** Returns a function that calls the prefetch off. */
export function prefetchOnIdle(): () => void {
  if (import.meta.env.DEV || !isSpareable()) return () => {}
  const start = (): void => {
    prefetch().catch((error: unknown) => console.warn('The code editor was not fetched ahead.', error))
  }
  if (typeof requestIdleCallback !== 'function') {
    // WebKit has no idle callback: after the load event is the nearest there.
    addEventListener('load', start, { once: true })
    return () => removeEventListener('load', start)
  }
  const handle = requestIdleCallback(start)
  return () => cancelIdleCallback(handle)
}
