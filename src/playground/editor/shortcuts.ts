/** Ctrl or Cmd with Enter invokes, with S deploys, wherever the keyboard is in the editor. */
import type { EditedFunction } from './subject.ts'

/** What Safari gives as `keyCode` for the key that ends a conversion, where `isComposing` is false already. */
const IME_KEY_CODE = 229

/** True while an input method has the keyboard: then a key is part of a conversion and never a command. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === IME_KEY_CODE
}

function commandOf(event: KeyboardEvent, subject: EditedFunction): (() => void) | null {
  if (isComposing(event) || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return null
  if (event.key === 'Enter') return () => subject.invoke()
  if (event.key.toLowerCase() === 's') return () => subject.deploy()
  return null
}

/** Listens before the surface does, so that neither Monaco nor the page takes the same key a second time. */
export function bindShortcuts(root: HTMLElement, subject: EditedFunction): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandOf(event, subject)
    if (!command) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat) command()
  }
  root.addEventListener('keydown', onKeyDown, true)
  return () => root.removeEventListener('keydown', onKeyDown, true)
}
