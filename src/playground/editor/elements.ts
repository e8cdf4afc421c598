/** The parts of the markup of CodeEditor.astro that scripts touch. */
export interface EditorElements {
  readonly tabs: HTMLElement
  /** Says how the keyboard leaves the editor. */
  readonly leave: HTMLElement
  /** Says that the editor could not be loaded. */
  readonly failed: HTMLElement
  /** Holds the static code and, above it, the host of the surface. */
  readonly box: HTMLElement
  readonly host: HTMLElement
}

export function findElements(root: HTMLElement): EditorElements {
  const find = (selector: string): HTMLElement => {
    const element = root.querySelector<HTMLElement>(selector)
    if (!element) throw new Error(`The editor's markup lacks ${selector}: render it with CodeEditor.astro.`)
    return element
  }
  return {
    tabs: find('.editor-tabs'),
    leave: find('.editor-leave'),
    failed: find('.editor-failed'),
    box: find('.editor-box'),
    host: find('.editor-host'),
  }
}

/** The static code of `path`, or null when there is none (yet). */
export function findCode(box: HTMLElement, path: string): HTMLElement | null {
  return box.querySelector<HTMLElement>(`.editor-code[data-path="${CSS.escape(path)}"]`)
}
