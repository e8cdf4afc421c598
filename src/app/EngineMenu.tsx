/** The menu of engines, and the sentence under the header when the second one fails; loaded when either is wanted. */
import { render } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { BootState } from '../engines/webcontainer/boot-state.ts'
import type { Session } from '../session/session.ts'
import { Announced } from '../ui/Announced.tsx'
import { useStore } from '../ui/use-store.ts'
import type { EngineChoice, EngineSetting } from './engine-choice.ts'
import './engine-menu.css'
import { bootSentence, sayEnginesIn } from './engine-texts.ts'

interface Props {
  readonly session: Session
  readonly choice: EngineChoice
}

/** So many busy loops are left alone: one may be a lesson. */
const ABANDONED_OFFER = 2
const SETTINGS: readonly EngineSetting[] = ['auto', 'ask', 'off']

/** Opens the menu. */
export function openEngineMenu(props: Props): void {
  const place = document.createElement('div')
  document.body.append(place)
  const close = (): void => {
    render(null, place)
    place.remove()
  }
  render(<Menu {...props} close={close} />, place)
}

/** Shows the sentence below the header from now on, when there is one. */
export function showEngineNote(props: Props): void {
  const place = document.createElement('div')
  document.querySelector('.page-notices')?.append(place)
  render(<Note {...props} />, place)
}

function Menu({ session, choice, close }: Props & { readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const setting = useStore(choice.$setting)
  const say = sayEnginesIn(session.subject.locale)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="engine-menu"
      aria-labelledby="engine-menu-title"
      onClose={close}
      data-testid="engine-menu"
    >
      <h2 id="engine-menu-title">{say('title')}</h2>
      <Answering session={session} choice={choice} />
      <p>{say('about')}</p>
      <fieldset>
        <legend>{say('setting')}</legend>
        {SETTINGS.map(each => (
          <label key={each}>
            <input
              type="radio"
              name="engine"
              value={each}
              checked={setting === each}
              onChange={() => choice.choose(each)}
            />
            {say(each)}
          </label>
        ))}
      </fieldset>
      <Boot session={session} choice={choice} />
      <TerminalButton session={session} choice={choice} close={() => dialog.current?.close()} />
      <form method="dialog">
        <button type="submit" class="button button-quiet">
          {say('close')}
        </button>
      </form>
    </dialog>
  )
}

/** The terminal's code comes with the press. */
function TerminalButton({ session, choice, close }: Props & { readonly close: () => void }) {
  const boot = useStore(choice.$boot)
  const open = async (): Promise<void> => {
    const { openTerminal } = await import('./terminal/Terminal.tsx')
    close()
    openTerminal({ session, choice })
  }
  if (boot?.kind === 'unsupported') return null
  return (
    <p>
      <button type="button" class="button button-quiet" onClick={() => void open()}>
        {sayEnginesIn(session.subject.locale)('terminal')}
      </button>
    </p>
  )
}

function Answering({ session, choice }: Props) {
  const name = useStore(session.$engineName)
  const boot = useStore(choice.$boot)
  const say = sayEnginesIn(session.subject.locale)
  const version = boot?.kind === 'ready' ? boot.abilities.node.replace(/^v/, '') : ''
  return (
    <p class="engine-answers">
      {say(name === 'webcontainer' ? 'answers.webcontainer' : 'answers.embedded', { version })}
    </p>
  )
}

function Boot({ session, choice }: Props) {
  const boot = useStore(choice.$boot) ?? ({ kind: 'offered' } as const)
  const answers = useStore(session.$engineName) === 'webcontainer'
  const { locale } = session.subject
  const say = sayEnginesIn(locale)
  const act = {
    offered: 'start',
    failed: 'retry',
    lost: 'retry',
    ready: null,
    booting: null,
    unsupported: null,
  } as const
  const label = act[boot.kind]
  return (
    <div class="engine-boot">
      {/* The seconds of a boot are not announced, what becomes of it is. */}
      <p aria-live={boot.kind === 'booting' ? 'off' : 'polite'}>{bootSentence(locale, boot, answers)}</p>
      {label !== null && (
        <button type="button" class="button" onClick={() => void choice.begin()}>
          {say(label)}
        </button>
      )}
      {boot.kind === 'ready' && (
        <button type="button" class="button button-quiet" onClick={() => void restart({ session, choice })}>
          {say('restart')}
        </button>
      )}
      {answers && (
        <button type="button" class="button button-quiet" onClick={() => void goBack({ session, choice })}>
          {say('back')}
        </button>
      )}
    </div>
  )
}

/** The sentence, its buttons beside it. */
function Note(props: Props) {
  const { choice } = props
  const boot = useStore(choice.$boot)
  const dismissed = useStore(choice.$dismissed)
  const abandoned = useStore(choice.$abandoned)
  const note = abandoned >= ABANDONED_OFFER ? abandonedNote(props, abandoned) : bootNote(props, boot, dismissed)
  return (
    <div class={note === null ? undefined : 'page-notice engine-note'} data-testid="engine-note">
      <Announced text={note?.text ?? ''} />
      {note?.acts.map(({ label, act }) => (
        <button key={label} type="button" class="button button-quiet" onClick={act}>
          {label}
        </button>
      ))}
    </div>
  )
}

interface NoteContent {
  readonly text: string
  readonly acts: readonly { readonly label: string; readonly act: () => void }[]
}

function abandonedNote(props: Props, count: number): NoteContent {
  const say = sayEnginesIn(props.session.subject.locale)
  return {
    text: say('abandoned', { count }),
    acts: [
      { label: say('restart'), act: () => void restart(props) },
      { label: say('back'), act: () => void goBack(props) },
    ],
  }
}

function bootNote({ session, choice }: Props, boot: BootState | null, dismissed: BootState | null): NoteContent | null {
  if (boot === null || boot === dismissed || !['failed', 'lost', 'unsupported'].includes(boot.kind)) return null
  const { locale } = session.subject
  const say = sayEnginesIn(locale)
  const retry = { label: say('retry'), act: () => void choice.begin() }
  const dismiss = { label: say('dismiss'), act: () => choice.$dismissed.set(boot) }
  return { text: bootSentence(locale, boot, false), acts: boot.kind === 'unsupported' ? [dismiss] : [retry, dismiss] }
}

/** What ran in the container ends with it; the next request starts afresh. */
async function restart({ session, choice }: Props): Promise<void> {
  if (session.$engineName.get() === 'webcontainer') await session.startOver(session.$account.get())
  await choice.restart()
}

async function goBack({ session, choice }: Props): Promise<void> {
  choice.choose('off')
  await session.startOver(session.$account.get())
  await choice.end()
}
