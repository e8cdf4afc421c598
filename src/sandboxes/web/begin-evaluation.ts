/**
 * Importing a module in two parts: fetching and linking take real time, and what counts as pending is only that. Evaluation
 * is the function's own: a top-level await on a virtual timer waits for nothing real.
 */

const BEGAN = '__warmstart_began__'

/** Imports `url` and calls back when its graph begins to be evaluated; never where it does not load. */
export type ImportModule = (url: string, began: () => void) => Promise<unknown>

/** How this realm imports from now on. Made once, before the function's code runs. */
export function createImport(): ImportModule {
  const waiting = new Map<number, () => void>()
  let last = 0
  const value = (number: number): void => {
    waiting.get(number)?.()
    waiting.delete(number)
  }
  Object.defineProperty(globalThis, BEGAN, { value })
  return async (url, began) => {
    const number = ++last
    waiting.set(number, began)
    try {
      const entry: { readonly module: unknown } = await import(entryOf(url, number))
      return entry.module
    } finally {
      waiting.delete(number)
    }
  }
}

/** A module that imports a signal before the real one: modules are evaluated in the order in which they are imported. */
function entryOf(url: string, number: number): string {
  const signal = `data:text/javascript,globalThis.${BEGAN}(${number})`
  const text = `import '${signal}';import * as module from ${JSON.stringify(url)};export{module}`
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
}
