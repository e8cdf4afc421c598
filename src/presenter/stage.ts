/** What a window shows of a deck: the slide's words, the lines pointed at, black, contrast, size, and its dialogs. */
import type { Slide } from '../lesson/slide.ts'
import type { Locale } from '../ui/locale.ts'
import { type DeckState, focusOf } from './deck.ts'
import { fitCanvas } from './fit.ts'
import { linesOf } from './focus.ts'
import { addressOf } from './place.ts'
import { deckText } from './texts.ts'

/** Enlargement of the code by one step of its size. */
const CODE_STEP = 0.12
/** How small code may become so that its longest line is seen whole. */
const CODE_SMALLEST = 0.7

/** What one window shows of the deck. */
export class Stage {
  readonly slides: readonly Slide[]
  readonly #locale: Locale
  readonly #root: HTMLElement
  readonly #sections: readonly HTMLElement[]
  #state: DeckState | null = null

  /** `root` is the element with `data-deck`. */
  constructor(locale: Locale, root: HTMLElement) {
    this.#locale = locale
    this.#root = root
    this.#sections = [...root.querySelectorAll<HTMLElement>('[data-slide]')]
    this.slides = this.#sections.map(readSlide)
    new ResizeObserver(() => this.#refit()).observe(root)
    this.#refit()
    // The code is painted anew when it changes: what is pointed at is pointed at again.
    new MutationObserver(() => this.#point()).observe(this.#part('[data-editor]'), { childList: true, subtree: true })
    document.querySelector('[data-help]')?.addEventListener('click', () => this.openHelp())
  }

  show(state: DeckState): void {
    this.#state = state
    for (const [index, section] of this.#sections.entries()) section.hidden = index !== state.slide
    const counts = { slide: state.slide + 1, slides: this.slides.length }
    this.#part('[data-progress]').textContent = deckText(this.#locale, 'progress', counts)
    this.#part('[data-black]').hidden = !state.blackout
    document.documentElement.dataset['contrast'] = state.contrast ? 'high' : 'usual'
    this.#sizeCode(state)
    this.#point()
    if (addressOf(this.slides, state) !== location.hash) history.replaceState(null, '', addressOf(this.slides, state))
  }

  /** Keeps what is on the screen as a still picture, whatever happens beneath; or lets go of it. */
  freeze(frozen: boolean): void {
    const still = this.#root.querySelector('[data-still]')
    if (!frozen) still?.remove()
    if (!frozen || still !== null) return
    const copy = this.#part('[data-canvas]').cloneNode(true)
    if (!(copy instanceof HTMLElement)) return
    for (const element of [copy, ...copy.querySelectorAll('*')]) element.removeAttribute('id')
    copy.dataset['still'] = ''
    copy.inert = true
    this.#root.append(copy)
  }

  focusCode(): void {
    this.#root.querySelector<HTMLElement>('.editor-area, .editor-code:not([hidden])')?.focus()
  }

  /** Leaves what is typed into, so that keys turn pages again. */
  leave(): void {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }

  openHelp(): void {
    document.querySelector<HTMLDialogElement>('[data-help-dialog]')?.showModal()
  }

  openOverview(): void {
    const slide = this.#state?.slide
    const dialog = document.querySelector<HTMLDialogElement>('[data-overview]')
    for (const [index, link] of [...(dialog?.querySelectorAll('a') ?? [])].entries()) {
      if (index === slide) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    }
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('[aria-current]')?.focus()
  }

  /** Fills the overview; `choose` gets the slide that is picked. */
  onOverview(choose: (slide: number) => void): void {
    const dialog = document.querySelector<HTMLDialogElement>('[data-overview]')
    dialog?.querySelector('[data-overview-list]')?.replaceChildren(
      ...this.slides.map((slide, index) => {
        const link = document.createElement('a')
        link.href = addressOf(this.slides, { slide: index, step: 0 })
        const minutes = document.createElement('small')
        minutes.textContent = `${index + 1} · ${deckText(this.#locale, 'minutes', { minutes: slide.minutes })}`
        link.append(minutes, slide.title)
        link.addEventListener('click', event => {
          event.preventDefault()
          dialog.close()
          choose(index)
        })
        const item = document.createElement('li')
        item.append(link)
        return item
      }),
    )
  }

  toggleFullscreen(): void {
    const change =
      document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen()
    // A browser may refuse it; the deck fills the window as it is.
    change.catch(() => {})
  }

  #point(): void {
    if (this.#state === null) return
    const focus = focusOf(this.slides, this.#state)
    const lines = focus === null ? null : linesOf(focus)
    for (const code of this.#root.querySelectorAll('.editor-code')) {
      code.classList.toggle('pointed', lines !== null)
      for (const [index, line] of [...code.querySelectorAll('.line')].entries()) {
        line.classList.toggle('focus', lines?.has(index + 1) === true)
      }
    }
  }

  /** As large as lets the longest line be seen, and by what the speaker made of it; what has no room then is wrapped. */
  #sizeCode({ codeSize }: DeckState): void {
    const code = this.#root.querySelector<HTMLElement>('.editor-code:not([hidden])')
    const box = this.#root.querySelector<HTMLElement>('.deck-code')
    if (code === null || box === null) return
    this.#root.style.setProperty('--code-zoom', '1')
    code.classList.remove('wraps')
    const whole = Math.min(1, box.clientWidth / code.scrollWidth)
    const zoom = Math.max(whole, CODE_SMALLEST) * (1 + codeSize * CODE_STEP)
    this.#root.style.setProperty('--code-zoom', zoom.toFixed(3))
    code.classList.toggle('wraps', zoom > whole)
  }

  #refit(): void {
    const { width, zoom } = fitCanvas(this.#root.clientWidth, this.#root.clientHeight)
    this.#root.style.setProperty('--deck-width', `${width}px`)
    this.#root.style.setProperty('--deck-zoom', String(zoom))
    if (this.#state !== null) this.#sizeCode(this.#state)
  }

  #part(selector: string): HTMLElement {
    const part = this.#root.querySelector<HTMLElement>(selector)
    if (part === null) throw new Error(`The deck's markup lacks ${selector}: render it with Deck.astro.`)
    return part
  }
}

/** Written by our own build into the page, so its type is known. */
function readSlide(section: HTMLElement): Slide {
  const slide: Slide = JSON.parse(section.dataset['slide'] ?? '{}')
  return slide
}
