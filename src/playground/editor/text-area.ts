/** A plain text area as the surface: where the primary pointer is coarse, or Monaco could not be loaded. */
import type { EditedFunction, MountSurface } from './subject.ts'

/** What Tab types. */
const INDENT = '  '

export const mountTextArea: MountSurface = (host, subject, leaveHint) => {
  const area = document.createElement('textarea')
  area.className = 'editor-area'
  area.spellcheck = false
  area.autocapitalize = 'off'
  area.setAttribute('autocomplete', 'off')
  area.setAttribute('aria-describedby', leaveHint)
  area.dataset['testid'] = 'editor-input'
  host.replaceChildren(area)
  const show = (): void => showFile(area, subject)
  const ends = [subject.$files.subscribe(show), subject.$activeFile.subscribe(show)]
  area.addEventListener('input', () => subject.edit(subject.$activeFile.get(), area.value))
  return {
    focus: selection => {
      area.focus()
      if (selection !== null) area.setSelectionRange(selection.anchor, selection.focus)
    },
    type: text => {
      area.focus()
      // The one call that keeps the browser's own undo.
      if (!document.execCommand('insertText', false, text)) area.setRangeText(text)
    },
    dispose: () => {
      for (const end of ends) end()
      area.remove()
    },
  }
}

function showFile(area: HTMLTextAreaElement, subject: EditedFunction): void {
  const path = subject.$activeFile.get()
  const text = subject.$files.get()[path] ?? ''
  area.setAttribute('aria-label', path)
  if (area.value !== text) area.value = text
}

/** Tab types an indent until Escape was pressed; then it leaves, so that the keyboard is never trapped. */
export function bindIndent(host: HTMLElement, surface: { type(text: string): void }): void {
  let leaving = false
  host.addEventListener('keydown', event => {
    if (event.key === 'Escape') leaving = true
    else if (event.key !== 'Tab') leaving = false
    else if (!leaving && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      surface.type(INDENT)
    }
  })
  host.addEventListener('focusout', () => {
    leaving = false
  })
}
