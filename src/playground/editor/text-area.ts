/** A plain text area as the surface: where the primary pointer is coarse, or Monaco could not be loaded. */
import { findCode } from './elements.ts'
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
  const layer = new CodeLayer(host, subject)
  area.addEventListener('scroll', () => layer.follow(area))
  const ends = [subject.$files.subscribe(show), subject.$activeFile.subscribe(show)]
  area.addEventListener('input', () => {
    subject.edit(subject.$activeFile.get(), area.value)
    layer.follow(area)
  })
  layer.cover()
  return {
    focus: selection => {
      area.focus()
      if (selection !== null) area.setSelectionRange(selection.anchor, selection.focus)
    },
    scrollTo: (top, left) => area.scrollTo(left, top),
    type: text => {
      area.focus()
      // The one call that keeps the browser's own undo.
      if (!document.execCommand('insertText', false, text)) area.setRangeText(text)
    },
    dispose: () => {
      layer.uncover()
      for (const end of ends) end()
      area.remove()
    },
  }
}

/** The static code beneath the text area: it shows the colours, the area takes the keys. */
class CodeLayer {
  readonly #box: HTMLElement | null
  readonly #subject: EditedFunction

  constructor(host: HTMLElement, subject: EditedFunction) {
    this.#box = host.parentElement
    this.#subject = subject
  }

  /** Takes the code out of the way of keyboard and screen reader. */
  cover(): void {
    for (const code of this.#codes()) {
      code.inert = true
      code.ariaHidden = 'true'
    }
  }

  uncover(): void {
    for (const code of this.#codes()) {
      code.inert = false
      code.ariaHidden = null
    }
  }

  follow(area: HTMLTextAreaElement): void {
    if (this.#box === null) return
    findCode(this.#box, this.#subject.$activeFile.get())?.scrollTo(area.scrollLeft, area.scrollTop)
  }

  #codes(): Iterable<HTMLElement> {
    return this.#box?.querySelectorAll<HTMLElement>('.editor-code') ?? []
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
