/**
 * Opens the page on code from a link: stopped, apart from the reader's own work, with a notice that says so. "Run again"
 * runs what was done. Loaded only where the address holds a link.
 */
import type { LessonSubject } from '../lesson/lesson.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { runAgain } from '../session/run-again.ts'
import type { CodeStorage } from '../session/saved-code.ts'
import type { Session } from '../session/session.ts'
import { readLink } from './script-reader.ts'
import { shareText } from './share-texts.ts'

/** What a page needs to begin with a link's function in the place of its own. */
export interface SharedRun {
  readonly subject: LessonSubject
  /** Keeps what is changed as long as the page is open. */
  readonly storage: CodeStorage
  /** Shows where the code came from, and runs it on demand. */
  attach(session: Session): void
}

/** Reads the address; null (and a notice that says why) where the link cannot be opened. */
export async function openSharedRun(hash: string, subject: LessonSubject): Promise<SharedRun | null> {
  const say = shareText(subject.locale)
  try {
    const scenario = await readLink(hash)
    return {
      subject: withScenario(subject, scenario),
      storage: memoryStorage(),
      attach: session => attachNotice(session, scenario),
    }
  } catch (error) {
    showNotice(say('wrong', { reason: error instanceof Error ? error.message : String(error) }), [])
    return null
  }
}

function withScenario(subject: LessonSubject, { functions, account }: Scenario): LessonSubject {
  const [studied] = functions
  const files = studied?.files.kind === 'map' ? studied.files.files : []
  const byPath = Object.fromEntries(files.map(({ path, text }) => [path, text]))
  const [first = subject.activeFile] = Object.keys(byPath)
  return {
    ...subject,
    files: byPath,
    solution: {},
    activeFile: subject.activeFile in byPath ? subject.activeFile : first,
    configuration: studied?.configuration ?? {},
    account,
  }
}

function memoryStorage(): CodeStorage {
  const kept = new Map<string, string>()
  return {
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value)
    },
    removeItem: key => {
      kept.delete(key)
    },
  }
}

function attachNotice(session: Session, scenario: Scenario): void {
  const say = shareText(session.subject.locale)
  const again = button(say('again'), 'run-again', () => void runAgain(session, scenario))
  const own = button(say('own'), 'own-work', () => location.assign(location.pathname))
  own.classList.add('button-quiet')
  showNotice(say('stopped'), scenario.steps.length > 0 ? [again, own] : [own])
  document.querySelector('[data-saved]')?.replaceChildren(say('unsaved'))
}

function showNotice(text: string, buttons: readonly HTMLElement[]): void {
  const notice = document.createElement('p')
  notice.className = 'page-notice shared-notice'
  notice.setAttribute('role', 'status')
  notice.dataset['testid'] = 'shared-notice'
  const said = document.createElement('span')
  said.textContent = text
  notice.append(said, ...buttons)
  document.querySelector('.page-notices')?.append(notice)
}

function button(text: string, testId: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'button'
  element.textContent = text
  element.dataset['testid'] = testId
  element.addEventListener('click', act)
  return element
}
