/** The speaker's window: buttons that ask for what keys ask for, the next step, the notes of the slide, time and pace. */
import type { Slide, SlideStep } from '../lesson/slide.ts'
import type { Locale } from '../ui/locale.ts'
import { nextStep } from './deck.ts'
import { type Shared, type TalkCommand, talkCommandSchema } from './messages.ts'
import { deckText } from './texts.ts'

const MS_PER_MINUTE = 60_000
const SHOWN_EVERY_MS = 500
/** Windows come and go without saying so. */
const COUNTED_EVERY_MS = 2_000

interface SpeakerOptions {
  readonly locale: Locale
  readonly slides: readonly Slide[]
  readonly ask: (command: TalkCommand) => void
  readonly countWindows: () => Promise<number>
}

/** `ms` as `18:42`; a sign in front where one is wanted. */
export function clockText(ms: number, signed = false): string {
  const seconds = Math.round(Math.abs(ms) / 1_000)
  const sign = signed ? (ms < 0 ? '−' : '+') : ''
  return `${sign}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Ms that the plan gives to everything before this place; a slide's time is spread evenly over its steps. */
export function plannedMs(
  slides: readonly Slide[],
  { slide, step }: { readonly slide: number; readonly step: number },
): number {
  const before = slides.slice(0, slide).reduce((sum, { minutes }) => sum + minutes, 0)
  const current = slides[slide]
  const share = current === undefined ? 0 : (current.minutes * step) / (current.steps.length + 1)
  return (before + share) * MS_PER_MINUTE
}

/** The parts of the speaker’s window that follow what is shared. */
export class Speaker {
  readonly #root: HTMLElement
  readonly #options: SpeakerOptions
  #shared: Shared | null = null
  #received = 0

  constructor(root: HTMLElement, options: SpeakerOptions) {
    this.#root = root
    this.#options = options
    root.addEventListener('click', event => {
      const button =
        event.target instanceof Element ? event.target.closest<HTMLElement>('[data-talk], [data-act]') : null
      const { talk, act } = button?.dataset ?? {}
      const command = talkCommandSchema.safeParse(act === undefined ? { name: talk } : { act })
      if (command.success) options.ask(command.data)
    })
    setInterval(() => this.#showTime(), SHOWN_EVERY_MS)
    setInterval(() => void this.#showWindows(), COUNTED_EVERY_MS)
    void this.#showWindows()
  }

  show(shared: Shared): void {
    this.#shared = shared
    this.#received = performance.now()
    const { deck, frozen, clock } = shared
    for (const notes of this.#root.querySelectorAll<HTMLElement>('[data-notes]')) {
      notes.hidden = notes.dataset['notes'] !== String(deck.slide)
    }
    this.#part('[data-next-step]').textContent = this.#nextText(shared)
    this.#press('blackout', deck.blackout)
    this.#press('freeze', frozen)
    this.#press('pause', clock.ms > 0 && !clock.runs)
    this.#showTime()
  }

  /** This window took over from one that was closed. */
  tellTaken(): void {
    this.#part('[data-taken]').hidden = false
  }

  #nextText({ deck }: Shared): string {
    const { slides, locale } = this.#options
    const next = nextStep(slides, deck)
    if (next === null) return deckText(locale, 'step.end')
    if ('slide' in next) return deckText(locale, 'step.slide', { title: next.slide.title })
    return stepText(locale, next)
  }

  #showTime(): void {
    if (this.#shared === null) return
    const { clock, deck } = this.#shared
    const ms = clock.ms + (clock.runs ? performance.now() - this.#received : 0)
    const { locale, slides } = this.#options
    this.#part('[data-clock]').textContent = clockText(ms)
    const pace = clockText(ms - plannedMs(slides, deck), true)
    this.#part('[data-pace]').textContent = deckText(locale, 'speaker.pace', { pace })
  }

  async #showWindows(): Promise<void> {
    const others = (await this.#options.countWindows()) - 1
    this.#part('[data-windows]').textContent = deckText(this.#options.locale, 'speaker.windows', { others })
  }

  #press(name: string, pressed: boolean): void {
    this.#root
      .querySelector(`[data-talk="${name}"], [data-act="${name}"]`)
      ?.setAttribute('aria-pressed', String(pressed))
  }

  #part(selector: string): HTMLElement {
    const part = this.#root.querySelector<HTMLElement>(selector)
    if (part === null) throw new Error(`The speaker's window lacks ${selector}: render it with SpeakerPanel.astro.`)
    return part
  }
}

function stepText(locale: Locale, step: SlideStep): string {
  if ('focus' in step) return deckText(locale, 'step.focus', { lines: step.focus })
  if ('send' in step && step.times !== undefined) {
    return deckText(locale, 'step.times', { query: step.send || '/', times: step.times })
  }
  if ('send' in step) return deckText(locale, 'step.send', { query: step.send || '/' })
  if ('twice' in step) return deckText(locale, 'step.twice', { query: step.twice || '/' })
  if ('skip' in step) return deckText(locale, 'step.skip', { minutes: step.skip / MS_PER_MINUTE })
  return deckText(locale, step.code === 'solution' ? 'step.solution' : 'step.start')
}
