/** The terminal on the page, by xterm.js; loaded when a shell is opened. */
import { FitAddon } from '@xterm/addon-fit'
import { type ITheme, Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import type { ContainerProcess } from '../../engines/webcontainer/container.ts'

/** Size of its text, px. */
const FONT_SIZE = 12.5
/** Lines that are kept above those on screen. */
const SCROLLBACK = 1_000

export interface TerminalOptions {
  /** What screen readers call its input. */
  readonly label: string
  /** Escape was pressed, or Tab: where to go from here. */
  leave(key: 'Escape' | 'Tab' | 'Shift+Tab'): void
}

/** A terminal in an element of the page; it follows the page's theme and the element's size. */
export class PageTerminal {
  readonly #terminal: Terminal
  readonly #fit = new FitAddon()
  readonly #observers: readonly { disconnect(): void }[]
  #process: ContainerProcess | null = null

  constructor(place: HTMLElement, { label, leave }: TerminalOptions) {
    const terminal = new Terminal({
      fontFamily: getComputedStyle(place).fontFamily,
      fontSize: FONT_SIZE,
      scrollback: SCROLLBACK,
      theme: themeOf(place),
      screenReaderMode: true,
      minimumContrastRatio: 4.5,
    })
    this.#terminal = terminal
    terminal.loadAddon(this.#fit)
    terminal.open(place)
    terminal.textarea?.setAttribute('aria-label', label)
    terminal.attachCustomKeyEventHandler(event => stays(event, leave))
    this.#fit.fit()
    const resized = new ResizeObserver(() => this.#fit.fit())
    resized.observe(place)
    const themed = new MutationObserver(() => {
      terminal.options.theme = themeOf(place)
    })
    themed.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    this.#observers = [resized, themed]
    terminal.onResize(size => this.#process?.resize(size))
  }

  get size(): { readonly cols: number; readonly rows: number } {
    const { cols, rows } = this.#terminal
    return { cols, rows }
  }

  focus(): void {
    this.#terminal.focus()
  }

  /** Joins it to a process, until that ends; `ended` is called then. */
  connect(process: ContainerProcess, ended: () => void): void {
    this.#process = process
    const input = process.input.getWriter()
    const typed = this.#terminal.onData(text => void input.write(text))
    void read(process, text => this.#terminal.write(text)).finally(() => {
      typed.dispose()
      if (this.#process !== process) return
      this.#process = null
      ended()
    })
  }

  /** Ends the process that is joined to it, and takes it off the page. */
  close(): void {
    const process = this.#process
    this.#process = null
    process?.kill()
    for (const observer of this.#observers) observer.disconnect()
    this.#terminal.dispose()
  }
}

/** Until the output ends, or an exit is told: a stream may never end (reference webcontainer 3.1). */
async function read(process: ContainerProcess, write: (text: string) => void): Promise<void> {
  const reader = process.output.getReader()
  const output = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      write(value)
    }
  }
  await Promise.race([output(), process.exit])
}

/** Whether the terminal takes a key; Tab and Escape lead out of it, so that nobody is trapped. */
function stays(event: KeyboardEvent, leave: TerminalOptions['leave']): boolean {
  if (event.type !== 'keydown' || event.isComposing) return true
  if (event.key !== 'Escape' && event.key !== 'Tab') return true
  event.preventDefault()
  leave(event.key === 'Tab' && event.shiftKey ? 'Shift+Tab' : event.key)
  return false
}

/** The page's own colours: text and ground, and what stands out of the life of an environment. */
function themeOf(place: HTMLElement): ITheme {
  const style = getComputedStyle(place)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  const [ink, mute] = [token('--ink'), token('--mute')]
  const [red, green, yellow] = [token('--run'), token('--ok'), token('--init')]
  const [blue, magenta] = [token('--cold'), token('--reset')]
  return {
    background: token('--code'),
    foreground: ink,
    cursor: ink,
    cursorAccent: token('--code'),
    selectionBackground: token('--flash'),
    selectionForeground: ink,
    ...{ black: ink, white: mute, red, green, yellow, blue, magenta, cyan: blue },
    ...{ brightBlack: mute, brightWhite: ink, brightRed: red, brightGreen: green },
    ...{ brightYellow: yellow, brightBlue: blue, brightMagenta: magenta, brightCyan: blue },
  }
}
