/** What the client roots of pages with a function share: parts of the page, storage, engine, keys. */
import type { LessonSubject } from '../lesson/lesson.ts'
import type { Engine } from '../link/engine.ts'
import { isConverting } from '../playground/invoke/keys.ts'
import type { EngineFactory } from '../session/engine-seat.ts'
import type { Session } from '../session/session.ts'
import { FUNCTION } from '../session/study-command.ts'
import { message } from '../ui/message.ts'
import { beforeShowing, showNow, showWithNextFrame } from '../ui/use-store.ts'
import { type ContainerParts, EngineChoice, readBuild } from './engine-choice.ts'
import { lackedModule } from './lacking.ts'
import type { SharedRun } from './shared-run.ts'

/** The element of the page that a root cannot do without. */
export function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector)
  if (element === null) throw new Error(`The page lacks ${selector}.`)
  return element
}

/** Written by our own build into the page, so its type is known. */
export function readSubject(): LessonSubject {
  const subject: LessonSubject = JSON.parse(find('#lesson-subject').textContent)
  return subject
}

/** The browser's storage; null where the reader switched it off: the page works, nothing is kept. */
export function openStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    // Switched off: as said.
    return null
  }
}

/** The engine's code comes with the first command. */
export async function embeddedEngine(...given: Parameters<EngineFactory>): Promise<Engine> {
  const { startEmbedded } = await import('./embedded.ts')
  return startEmbedded(...given)
}

/**
 * The frame that a press of Invoke causes shows the answer too, if it is there by then. Views are rendered as soon as
 * nothing is under way any more, in the time before that frame begins.
 */
export function showAnswersEarly(session: Session): void {
  beforeShowing(() => session.readAhead())
  session.$pending.listen(pending => {
    if (pending > 0) showWithNextFrame()
    else showNow()
  })
}

/** The choice of engines that the chip in the header carries; null where the build has one engine. */
export function engineChoice(storage: Storage | null): EngineChoice | null {
  const build = readBuild(document.querySelector<HTMLElement>('[data-engine]')?.dataset['container'])
  if (build === null) return null
  const load = async (): Promise<ContainerParts> => (await import('./container.ts')).connectContainer(build.apiKey)
  return new EngineChoice({ build, hostname: location.hostname, storage }, load)
}

/** Lets the second engine boot when it may, and opens the menu by the chip. */
export function attachEngineChoice(session: Session, choice: EngineChoice | null): void {
  if (choice === null) return
  choice.follow(session)
  // What the container's own programs ask of the function URL is a request of this page as any.
  choice.asked = async http => {
    const [reply = null] = await session.run([{ type: 'invoke', function: FUNCTION, request: { kind: 'url', http } }])
    return reply
  }
  offerWhereLacking(session, choice)
  bindTerminal(session, choice)
  document.querySelector('[data-engine]')?.addEventListener('click', async () => {
    const { openEngineMenu } = await import('./EngineMenu.tsx')
    openEngineMenu({ session, choice })
  })
  const release = choice.$boot.listen(async boot => {
    if (boot === null) return
    release()
    const { showEngineNote } = await import('./EngineMenu.tsx')
    showEngineNote({ session, choice })
  })
  const releaseInstall = choice.$install.listen(async () => {
    releaseInstall()
    const { showInstallNote } = await import('./InstallNote.tsx')
    showInstallNote(choice, session.subject.locale)
  })
}

/** Puts the offer of WebContainer beside an answer; its code comes with the first module that is lacking. */
function offerWhereLacking(session: Session, choice: EngineChoice): void {
  const release = session.$picture.listen(async picture => {
    if (lackedModule(picture) === null) return
    release()
    const { showEngineOffer } = await import('./EngineOffer.tsx')
    showEngineOffer({ session, choice })
  })
}

/** What prose offers of the terminal is shown where there can be one; its code comes with the first press. */
function bindTerminal(session: Session, choice: EngineChoice): void {
  for (const offer of document.querySelectorAll<HTMLElement>('[data-offer-terminal]')) offer.hidden = false
  for (const button of document.querySelectorAll('[data-terminal]')) {
    button.addEventListener('click', async () => {
      const { openTerminal } = await import('./terminal/Terminal.tsx')
      openTerminal({ session, choice })
    })
  }
}

/** The page's function: the build's, or (stopped) that of a link in the address. */
export async function openSubject(): Promise<{ readonly subject: LessonSubject; readonly shared: SharedRun | null }> {
  const subject = readSubject()
  addEventListener('hashchange', () => {
    if (isLink(location.hash)) location.reload()
  })
  if (!isLink(location.hash)) return { subject, shared: null }
  const { openSharedRun } = await import('./shared-run.ts')
  const shared = await openSharedRun(location.hash, subject)
  return { subject: shared?.subject ?? subject, shared }
}

/** As session/shared-link.ts writes it, which is loaded only then. */
const isLink = (hash: string): boolean => hash.startsWith('#run')

/** The Share button; its dialog comes with the first press. */
export function bindShare(session: Session): void {
  document.querySelector('[data-share]')?.addEventListener('click', async () => {
    const { openShareDialog } = await import('./share-dialog.ts')
    await openShareDialog(session)
  })
}

/** Says in the header which engine answers. */
export function showEngine(session: Session): void {
  const chip = document.querySelector<HTMLElement>('[data-engine]')
  if (chip === null) return
  const { locale } = session.subject
  session.$engine.subscribe(state => {
    chip.dataset['state'] = state.kind
    if (state.kind === 'starting') chip.textContent = message(locale, 'engine.starting')
    else if (state.kind === 'failed') chip.textContent = message(locale, 'engine.failed')
    else {
      const gated = state.kind === 'ready' && !state.blocking
      const container = session.$engineName.get() === 'webcontainer'
      const embedded = gated ? 'engine.gated' : 'engine.embedded'
      const webcontainer = gated ? 'engine.webcontainer.gated' : 'engine.webcontainer'
      chip.textContent = message(locale, container ? webcontainer : embedded)
    }
  })
}

/** Ctrl or Cmd with Enter invokes, with S deploys, wherever the focus is; the editor has its own listener. */
export function bindKeys(session: Session): void {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || isConverting(event)) return
    if (event.key === 'Enter') session.invoke()
    else if (event.key.toLowerCase() === 's') session.deploy()
    else return
    event.preventDefault()
  })
}
