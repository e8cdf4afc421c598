/** The client root of a deck and of the speaker's window: slides, keys, session, other windows and views put together. */
import { hydrate } from 'preact'
import type { LessonSubject } from '../lesson/lesson.ts'
import { attachEditor } from '../playground/editor/editor.ts'
import { isConverting } from '../playground/invoke/keys.ts'
import { commandOf, type KeyCommand } from '../presenter/keys.ts'
import { Room } from '../presenter/room.ts'
import { Speaker } from '../presenter/speaker.ts'
import { Stage } from '../presenter/stage.ts'
import { countWindows, openChannel, waitToLead } from '../presenter/windows.ts'
import { Session } from '../session/session.ts'
import { DeckAnswer, DeckPicture } from './DeckStage.tsx'
import { environmentLimit } from './device.ts'
import { embeddedEngine, find, readSubject } from './page-parts.ts'
import { Talk } from './talk.ts'

/** Starts the window around the HTML of the build. */
export function startDeck(): void {
  const subject = readSubject()
  const session = new Session({
    subject,
    storage: null,
    engine: embeddedEngine,
    environmentLimit: environmentLimit(),
    watch: link => void link.subscribe(talk.beginRun()),
  })
  hydrate(<DeckPicture session={session} />, find('[data-picture]'))
  hydrate(<DeckAnswer session={session} />, find('[data-answer]'))
  attachEditor(find('[data-editor]'), session)
  const stage = new Stage(subject.locale, find('[data-deck]'))
  const name = `warmstart.talk.${subject.lesson}`
  const speaker = makeSpeaker(subject, stage, name, () => talk)
  const talk = new Talk({ session, stage, speaker })
  talk.join(new Room(openChannel(name), talk))
  waitToLead(name, () => talk.lead())
  bindKeys(talk, stage)
  stage.onOverview(slide => talk.ask({ name: 'go', slide, step: 0 }))
}

function makeSpeaker(subject: LessonSubject, stage: Stage, name: string, talk: () => Talk): Speaker | null {
  const root = document.querySelector<HTMLElement>('[data-speaker]')
  if (root === null) return null
  const { locale } = subject
  return new Speaker(root, {
    locale,
    slides: stage.slides,
    ask: command => talk().ask(command),
    countWindows: () => countWindows(name),
  })
}

function bindKeys(talk: Talk, stage: Stage): void {
  document.addEventListener('keydown', event => {
    const command = commandOf({
      key: event.key,
      shift: event.shiftKey,
      modified: event.ctrlKey || event.metaKey || event.altKey,
      converting: isConverting(event),
      focused: document.activeElement === document.body ? null : document.activeElement,
    })
    if (command === null || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return
    if (command !== 'leave') event.preventDefault()
    act(command, talk, stage)
  })
}

function act(command: KeyCommand, talk: Talk, stage: Stage): void {
  if (command === 'edit') stage.focusCode()
  else if (command === 'leave') stage.leave()
  else if (command === 'overview') stage.openOverview()
  else if (command === 'help') stage.openHelp()
  else if (command === 'fullscreen') stage.toggleFullscreen()
  else if (command === 'presenter') openSpeaker()
  else if (command === 'invoke' || command === 'freeze') talk.ask({ act: command })
  else talk.ask({ name: command })
}

/** The speaker's window of this lesson; one that is open comes to the front. */
function openSpeaker(): void {
  if (document.querySelector('[data-speaker]') === null) window.open('speaker/', `speaker${location.pathname}`, 'popup')
}
