/**
 * The code editor of a lesson, in three layers over one box:
 * - *static code*: coloured HTML from the build (CodeEditor.astro, code.ts), readable at first paint;
 * - a *surface*: what code is typed into. Monaco (monaco.ts) where there is a mouse, a text area (text-area.ts) where the
 *   primary pointer is coarse or Monaco cannot be loaded. It replaces the static code without moving a pixel;
 * - the *subject*: the function whose files are edited (subject.ts); the session is one.
 * Bytes of Monaco come on idle, it is evaluated on intent and made on the first click (opening.ts).
 */
import { findElements } from './elements.ts'
import { EDITOR_MESSAGES } from './messages.ts'
import { openOnDemand } from './opening.ts'
import { bindShortcuts } from './shortcuts.ts'
import { keepStaticCode } from './static-code.ts'
import type { EditedFunction } from './subject.ts'
import { bindTabs } from './tabs.ts'

/** Brings the `<section data-editor>` that CodeEditor.astro rendered to life. Returns a function that lets go of it. */
export function attachEditor(root: HTMLElement, subject: EditedFunction): () => void {
  const elements = findElements(root)
  const messages = EDITOR_MESSAGES[root.dataset['locale'] === 'ja' ? 'ja' : 'en']
  const undo = [
    bindShortcuts(root, subject),
    bindTabs(elements, subject),
    keepStaticCode(elements.box, subject, messages),
    openOnDemand(elements, subject, messages),
  ]
  return () => {
    for (const release of undo.reverse()) release()
  }
}
