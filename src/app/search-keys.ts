/** Opens the search by its button, by Ctrl or Cmd with K, and by "/" where nobody is typing. */

/** Where keys are for typing. */
const TYPED_INTO = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=textbox], .editor-host'

async function open(): Promise<void> {
  const { openSearch } = await import('./search-dialog.ts')
  openSearch()
}

export function attachSearch(): void {
  document.querySelector('[data-search]')?.addEventListener('click', () => void open())
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing || event.altKey) return
    const typing = event.target instanceof Element && event.target.closest(TYPED_INTO) !== null
    const byLetter = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey
    const bySlash = event.key === '/' && !event.ctrlKey && !event.metaKey
    // In the editor Ctrl+K begins keys of its own.
    if (typing ? !byLetter || isInEditor(event.target) : !byLetter && !bySlash) return
    event.preventDefault()
    void open()
  })
}

const isInEditor = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('.editor-host') !== null
