/** Keys as this system names them. */

/** `⌘ ↵` on Apple's systems, `Ctrl ↵` elsewhere (also at build time, when no system is known). */
export function keyNames(): { readonly invoke: string } {
  const platform = typeof navigator === 'undefined' ? '' : navigator.platform
  return { invoke: /^(Mac|iP)/.test(platform) ? '⌘ ↵' : 'Ctrl ↵' }
}
