/**
 * Keeps the reader's place over a change of language: both versions of a text have the same blocks in the same order,
 * so the place is the number of the block at the top and how far it is scrolled.
 */
const KEY = 'warmstart.place'

/** What scrolls a text: the nearest element around it that does, else the page. */
function scrollerOf(element: Element): Element {
  for (let around = element.parentElement; around !== null; around = around.parentElement) {
    const scrolls = getComputedStyle(around).overflowY !== 'visible' && around.scrollHeight > around.clientHeight
    if (scrolls) return around
  }
  return document.documentElement
}

/** Offset of the scroller's top edge in the window. */
const topOf = (scroller: Element): number =>
  scroller === document.documentElement ? 0 : scroller.getBoundingClientRect().top

function savePlace(text: HTMLElement): void {
  const top = topOf(scrollerOf(text))
  const index = [...text.children].findIndex(block => block.getBoundingClientRect().bottom > top)
  const block = text.children[index]
  if (block === undefined) return
  const { top: blockTop, height } = block.getBoundingClientRect()
  const share = (top - blockTop) / Math.max(1, height)
  sessionStorage.setItem(KEY, `${index}:${share.toFixed(4)}`)
}

function restorePlace(text: HTMLElement): void {
  const [index = 0, share = 0] = (sessionStorage.getItem(KEY) ?? '').split(':').map(Number)
  sessionStorage.removeItem(KEY)
  const block = text.children[index]
  if (block === undefined || (index === 0 && share <= 0) || Number.isNaN(share)) return
  const scroller = scrollerOf(text)
  const { top, height } = block.getBoundingClientRect()
  scroller.scrollTop += top + share * height - topOf(scroller)
}

/** Remembers the place when a link to another language is followed, and goes there on arrival. */
export function keepPlace(): void {
  const text = document.querySelector<HTMLElement>('[data-place]')
  if (text === null) return
  try {
    restorePlace(text)
    for (const link of document.querySelectorAll('a[hreflang]')) link.addEventListener('click', () => savePlace(text))
  } catch {
    // Storage is switched off: the other language starts at its top.
  }
}
