/** The terminal below the workbench: a shell in the container, and how to reach the function from it. */
import { render } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Session } from '../../session/session.ts'
import { useStore } from '../../ui/use-store.ts'
import type { EngineChoice } from '../engine-choice.ts'
import { takeOver } from '../take-over.ts'
import './terminal.css'
import { sayTerminalIn } from './texts.ts'
import type { PageTerminal } from './xterm.ts'

interface Props {
  readonly session: Session
  readonly choice: EngineChoice
}

/** The terminal of the page, while it is open. */
let place: HTMLElement | null = null

/** Opens the terminal at the end of the page's work, or goes to the one that is open. */
export function openTerminal(props: Props): void {
  if (place === null) {
    const made = document.createElement('div')
    place = made
    document.querySelector('[data-workbench]')?.after(made)
    const from = document.activeElement
    render(<Shell {...props} close={() => close(made, from)} />, made)
  }
  place.scrollIntoView({ block: 'nearest' })
  place.querySelector<HTMLElement>('textarea, h2')?.focus()
}

function close(made: HTMLElement, from: Element | null): void {
  render(null, made)
  made.remove()
  place = null
  if (from instanceof HTMLElement) from.focus()
}

type Stage = 'booting' | 'opening' | 'open' | 'ended' | 'not-ready' | 'hindered' | { readonly failed: string }

function Shell({ session, choice, close }: Props & { readonly close: () => void }) {
  const screen = useRef<HTMLDivElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const closer = useRef<HTMLButtonElement>(null)
  const [stage, become] = useState<Stage | null>(null)
  const port = useStore(choice.$port)
  const say = sayTerminalIn(session.subject.locale)
  useEffect(() => {
    const shell = new OpenedShell({ session, choice }, become)
    title.current?.focus()
    void shell.open(screen.current, say('input'), key => (key === 'Shift+Tab' ? title : closer).current?.focus())
    return () => shell.close()
  }, [])
  // It grows as the shell opens.
  useEffect(() => title.current?.closest('section')?.scrollIntoView({ block: 'nearest' }), [stage, port])
  const text = stage === null ? '' : typeof stage === 'string' ? say(stage) : say('failed', { reason: stage.failed })
  return (
    <section class="terminal" aria-labelledby="terminal-title" data-testid="terminal">
      <header class="panel-title">
        <h2 id="terminal-title" tabindex={-1} ref={title}>
          {say('title')}
        </h2>
        <p role="status">{text}</p>
      </header>
      {stage === 'open' && port !== null && <Address port={port} locale={session.subject.locale} />}
      <div class="terminal-screen" ref={screen} data-testid="terminal-screen" />
      <footer>
        <small>{say('leave')}</small>
        <button type="button" class="button button-quiet" ref={closer} onClick={close}>
          {say('close')}
        </button>
      </footer>
    </section>
  )
}

function Address({ port, locale }: { readonly port: number; readonly locale: 'en' | 'ja' }) {
  const say = sayTerminalIn(locale)
  return (
    <div class="terminal-url">
      {say('url')} <code translate={false}>http://localhost:{port}/</code> {say('try')}{' '}
      <code translate={false} data-testid="terminal-curl">
        {curl(port)}
      </code>
      <details>
        <summary>{say('without')}</summary>
        <code translate={false}>{byNode(port)}</code>
      </details>
    </div>
  )
}

/** Whether the container's shell has curl is reported, not documented; Node it has. */
const byNode = (port: number): string =>
  `node -e "fetch('http://localhost:${port}/?message=hoge').then(r => r.text()).then(console.log)"`

const curl = (port: number): string => `curl "localhost:${port}/?message=hoge"`

/** One shell, from the boot of its container to its end. */
class OpenedShell {
  readonly #props: Props
  readonly #become: (stage: Stage) => void
  #terminal: PageTerminal | null = null
  #closed = false

  constructor(props: Props, become: (stage: Stage) => void) {
    this.#props = props
    this.#become = become
  }

  async open(screen: HTMLElement | null, label: string, leave: (key: string) => void): Promise<void> {
    const { session, choice } = this.#props
    try {
      if (choice.$boot.get()?.kind !== 'ready') this.#become('booting')
      const taken = await takeOver(session, choice)
      if (taken !== 'answers') return this.#become(taken)
      this.#become('opening')
      const { PageTerminal: Made } = await import('./xterm.ts')
      if (this.#closed || screen === null) return
      const terminal = new Made(screen, { label, leave })
      this.#terminal = terminal
      const process = await choice.shell(terminal.size)
      if (this.#closed) return process.kill()
      terminal.connect(process, () => this.#become('ended'))
      this.#become('open')
      terminal.focus()
    } catch (error) {
      this.#become({ failed: error instanceof Error ? error.message : String(error) })
    }
  }

  close(): void {
    this.#closed = true
    this.#terminal?.close()
  }
}
