/**
 * A store's value in a view. Changes are shown with the next frame, all views' together: several in a row cost one
 * rendering, just before the browser paints.
 */
import type { ReadableAtom } from 'nanostores'
import { useEffect, useReducer, useState } from 'preact/hooks'

/** A hidden page has no frames: there, changes are shown after this many ms. */
const WITHOUT_FRAMES_MS = 100

const waiting = new Set<() => void>()
let frame = 0
let timer: ReturnType<typeof setTimeout> | undefined

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
  if (waiting.size === 0) {
    frame = requestAnimationFrame(show)
    timer = setTimeout(show, WITHOUT_FRAMES_MS)
  }
  waiting.add(render)
}

function show(): void {
  cancelAnimationFrame(frame)
  clearTimeout(timer)
  const renders = [...waiting]
  waiting.clear()
  for (const render of renders) render()
}
