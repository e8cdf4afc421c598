/**
 * A store's value in a view. Changes are shown with the next frame, all views' together: several in a row cost one
 * rendering, just before the browser paints.
 */
import type { ReadableAtom } from 'nanostores'
import { useEffect, useReducer, useState } from 'preact/hooks'

/** A hidden page has no frames: there, changes are shown after this many ms. */
const WITHOUT_FRAMES_MS = 100

const before = new Set<() => void>()
const waiting = new Set<() => void>()
let scheduled = false
let frame = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Has `work` done before changes are shown: what it changes is shown with the same frame. Gives a function that ends it. */
export function beforeShowing(work: () => void): () => void {
  before.add(work)
  return () => before.delete(work)
}

/** The value of `store`; the view is rendered again when it changes. */
export function useStore<T>(store: ReadableAtom<T>): T {
  const [, render] = useReducer((count: number) => count + 1, 0)
  const [first] = useState(store.get())
  useEffect(() => {
    const again = (): void => render(undefined)
    const unlisten = store.listen(() => showSoon(again))
    // What changed between rendering and listening.
    if (first !== store.get()) again()
    return () => {
      unlisten()
      waiting.delete(again)
    }
  }, [store])
  return store.get()
}

function showSoon(render: () => void): void {
  waiting.add(render)
  showWithNextFrame()
}

/** Shows changes with the next frame, also those that {@link beforeShowing} makes then. */
export function showWithNextFrame(): void {
  if (scheduled) return
  scheduled = true
  frame = requestAnimationFrame(showNow)
  timer = setTimeout(showNow, WITHOUT_FRAMES_MS)
}

/** Shows what has changed without waiting for the next frame. */
export function showNow(): void {
  cancelAnimationFrame(frame)
  clearTimeout(timer)
  for (const work of before) work()
  scheduled = false
  const renders = [...waiting]
  waiting.clear()
  for (const render of renders) render()
}
