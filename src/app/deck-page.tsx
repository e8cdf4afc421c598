/** The client root of a deck: slides, keys, session and the playground's views put together. */
import { hydrate } from 'preact'
import type { LessonSubject } from '../lesson/lesson.ts'
import type { Slide } from '../lesson/slide.ts'
import { attachEditor } from '../playground/editor/editor.ts'
import { isConverting } from '../playground/invoke/InvokeBar.tsx'
import { type DeckCommand, type DeckState, obey } from '../presenter/deck.ts'
import { Demo } from '../presenter/demo.ts'
import { commandOf, type KeyCommand } from '../presenter/keys.ts'
import { positionIn } from '../presenter/place.ts'
import { Stage } from '../presenter/stage.ts'
import { requestFor } from '../session/query.ts'
import { Session } from '../session/session.ts'
import { DeckAnswer, DeckPicture } from './DeckStage.tsx'
import { environmentLimit } from './device.ts'
import { startOnDemand } from './embedded-on-demand.ts'

/** Starts the deck around the HTML of the build. */
export function startDeck(): void {
  const subject = readSubject()
  const session = new Session({ subject, storage: null, engine: startOnDemand, environmentLimit: environmentLimit() })
  hydrate(<DeckPicture session={session} />, find('[data-picture]'))
  hydrate(<DeckAnswer session={session} />, find('[data-answer]'))
  attachEditor(find('[data-editor]'), session)
  new Talk(session, new Stage(subject.locale, find('[data-deck]'))).begin()
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector)
  if (element === null) throw new Error(`The page lacks ${selector}.`)
  return element
}

/** Written by our own build into the page, so its type is known. */
function readSubject(): LessonSubject {
  const subject: LessonSubject = JSON.parse(find('#lesson-subject').textContent)
  return subject
}

/** Takes a speaker's commands: by key, by address, by the overview. */
class Talk {
  readonly #session: Session
  readonly #stage: Stage
  readonly #slides: readonly Slide[]
  readonly #demo: Demo
  #state: DeckState

  constructor(session: Session, stage: Stage) {
    this.#session = session
    this.#stage = stage
    this.#slides = stage.slides
    this.#demo = new Demo(session, query => ({ kind: 'url', http: requestFor(query) }))
    this.#state = positionIn(this.#slides, location.hash)
  }

  begin(): void {
    this.#stage.show(this.#state)
    this.#command({ name: 'go', ...this.#state })
    document.addEventListener('keydown', event => this.#take(event))
    addEventListener('hashchange', () => this.#goTo(location.hash))
    this.#stage.onOverview(slide => this.#command({ name: 'go', slide, step: 0 }))
  }

  #goTo(hash: string): void {
    const { slide, step } = positionIn(this.#slides, hash)
    if (slide !== this.#state.slide || step !== this.#state.step) this.#command({ name: 'go', slide, step })
  }

  #take(event: KeyboardEvent): void {
    const command = commandOf({
      key: event.key,
      shift: event.shiftKey,
      modified: event.ctrlKey || event.metaKey || event.altKey,
      converting: isConverting(event),
      focused: document.activeElement === document.body ? null : document.activeElement,
    })
    if (command === null || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return
    if (command !== 'leave') event.preventDefault()
    this.#obey(command)
  }

  #obey(command: KeyCommand): void {
    if (command === 'invoke') void this.#session.invoke()
    else if (command === 'edit') this.#stage.focusCode()
    else if (command === 'leave') this.#stage.leave()
    else if (command === 'overview') this.#stage.openOverview(this.#state)
    else if (command === 'help') this.#stage.openHelp()
    else if (command === 'fullscreen') this.#stage.toggleFullscreen()
    else this.#command({ name: command })
  }

  #command(command: DeckCommand): void {
    const { state, actions } = obey(this.#slides, this.#state, command)
    this.#state = state
    this.#stage.show(state)
    void this.#demo.do(actions)
  }
}
