/** Opens the list of shortcuts by its button and by "?", where nobody is typing. */

/** Where "?" is a character and not a command. */
const TYPED_INTO = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=textbox], .editor-host'

export function attachShortcutsHelp(): void {
  const dialog = document.querySelector<HTMLDialogElement>('[data-shortcuts-dialog]')
  if (dialog === null) return
  if (/^(Mac|iP)/.test(navigator.platform)) {
    for (const key of dialog.querySelectorAll('[data-control]')) key.textContent = '⌘'
  }
  document.querySelector('[data-shortcuts]')?.addEventListener('click', () => dialog.showModal())
  document.addEventListener('keydown', event => {
    if (event.key !== '?' || event.defaultPrevented || event.isComposing) return
    if (event.target instanceof Element && event.target.closest(TYPED_INTO) !== null) return
    event.preventDefault()
    if (!dialog.open) dialog.showModal()
  })
  // A press beside it closes it, as Escape does.
  dialog.addEventListener('click', event => {
    if (event.target === dialog) dialog.close()
  })
}
