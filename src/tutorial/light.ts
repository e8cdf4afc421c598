/** Pointing at a term in the prose lights what it speaks of in the picture (light.css). */

/** Attaches to the prose; returns a function that lets go of it. */
export function lightTerms(root: HTMLElement): () => void {
  const light = ({ target }: Event): void => {
    const term = target instanceof Element ? target.closest<HTMLElement>('[data-term]')?.dataset['term'] : undefined
    const page = document.documentElement
    if (term === undefined) delete page.dataset['lit']
    else page.dataset['lit'] = term
  }
  const events = ['pointerover', 'focusin', 'pointerleave'] as const
  for (const name of events) root.addEventListener(name, light)
  return () => {
    for (const name of events) root.removeEventListener(name, light)
  }
}
