/**
 * A term in the prose lights what it speaks of in the picture (light.css): while it is pointed at or has the focus, and
 * after a tap until another place is tapped. The focus counts when the pointer is elsewhere.
 */

const LIT = 'lit'

/** Attaches to the prose; returns a function that lets go of it. */
export function lightTerms(root: HTMLElement): () => void {
  const { dataset } = document.documentElement
  const light = (target: EventTarget | null): void => {
    const term = termAt(target) ?? termAt(document.activeElement)
    if (term === undefined) delete dataset[LIT]
    else dataset[LIT] = term
  }
  const lightTarget = ({ target }: Event): void => light(target)
  const lightFocused = (): void => light(null)
  // Safari gives a tapped button no focus.
  const focus = ({ target }: Event): void => {
    if (target instanceof Element) target.closest<HTMLElement>('[data-term]')?.focus({ preventScroll: true })
  }
  const listeners = { pointerover: lightTarget, focusin: lightTarget, pointerleave: lightFocused, click: focus }
  for (const [name, listener] of Object.entries(listeners)) root.addEventListener(name, listener)
  // Before the focus has arrived anywhere else.
  const leave = ({ relatedTarget }: FocusEvent): void => {
    if (termAt(relatedTarget) === undefined) delete dataset[LIT]
  }
  root.addEventListener('focusout', leave)
  return () => {
    for (const [name, listener] of Object.entries(listeners)) root.removeEventListener(name, listener)
    root.removeEventListener('focusout', leave)
  }
}

function termAt(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-term]')?.dataset['term'] : undefined
}
