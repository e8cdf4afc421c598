/** Keys: as this system names them, and whether one is the page's at all. */

/** `⌘ ↵` on Apple's systems, `Ctrl ↵` elsewhere (also at build time, when no system is known). */
export function keyNames(): { readonly invoke: string } {
  const platform = typeof navigator === 'undefined' ? '' : navigator.platform
  return { invoke: /^(Mac|iP)/.test(platform) ? '⌘ ↵' : 'Ctrl ↵' }
}

/** Key code of any key that an input method takes for itself. */
const CONVERTING_KEY_CODE = 229

/** Whether the key belongs to an input method's conversion: some browsers report that only by the old key code. */
export function isConverting(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === CONVERTING_KEY_CODE
}
