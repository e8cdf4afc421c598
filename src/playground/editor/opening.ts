/** Opens the surface on the first click, Enter or typed key in the code: Monaco, or a text area. */
import type { EditorElements } from './elements.ts'
import type { EditorMessages } from './messages.ts'
import { prefetchOnIdle } from './prefetch.ts'
import type { EditedFunction, MountSurface, Surface, TextSelection } from './subject.ts'
import { bindIndent, mountTextArea } from './text-area.ts'

/** Where the reader pressed, or null for the keyboard. */
type Press = { readonly x: number; readonly y: number } | null

export function openOnDemand(elements: EditorElements, subject: EditedFunction, messages: EditorMessages): () => void {
  const opening = new Opening(elements, subject, messages)
  const { box } = elements
  const onClick = (event: MouseEvent): void => opening.open({ x: event.clientX, y: event.clientY }, null)
  const onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof Element && !event.target.matches('.editor-code')) return
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key !== 'Enter' && event.key.length !== 1) return
    event.preventDefault()
    opening.open(null, event.key === 'Enter' ? null : event.key)
  }
  box.addEventListener('click', onClick)
  box.addEventListener('keydown', onKey)
  const release = prepare(box, opening)
  return () => {
    box.removeEventListener('click', onClick)
    box.removeEventListener('keydown', onKey)
    release()
    opening.close()
  }
}

/** A text area where the primary pointer is coarse, and where the page wants no more. */
const takesArea = (box: HTMLElement): boolean =>
  matchMedia('(pointer: coarse)').matches || box.closest('[data-surface="area"]') !== null

/** Evaluates Monaco when the reader shows intent, so that the click itself only mounts it. */
function prepare(box: HTMLElement, opening: Opening): () => void {
  if (takesArea(box)) return () => {}
  const intend = (): void => opening.load()
  const once = { once: true, passive: true } as const
  for (const type of ['pointerover', 'focusin'] as const) box.addEventListener(type, intend, once)
  const callOff = prefetchOnIdle()
  return () => {
    callOff()
    for (const type of ['pointerover', 'focusin'] as const) box.removeEventListener(type, intend)
  }
}

class Opening {
  readonly #elements: EditorElements
  readonly #subject: EditedFunction
  readonly #messages: EditorMessages
  #monaco: Promise<MountSurface> | null = null
  #surface: Promise<Surface> | null = null
  #typed = ''
  #closed = false

  constructor(elements: EditorElements, subject: EditedFunction, messages: EditorMessages) {
    this.#elements = elements
    this.#subject = subject
    this.#messages = messages
  }

  /** Loads Monaco without mounting it. What goes wrong is met when it is mounted. */
  load(): void {
    this.#monaco ??= import('./monaco.ts').then(({ mountMonaco }) => mountMonaco)
    this.#monaco.catch(() => {})
  }

  open(press: Press, typed: string | null): void {
    if (this.#surface !== null) {
      // Typed while Monaco was on its way: it is typed in when it is there.
      this.#typed += typed ?? ''
      return
    }
    const selection = press === null ? startOfFile() : selectionAt(this.#elements.box, press)
    this.#typed = typed ?? ''
    this.#surface = this.#mount()
    void this.#surface.then(surface => {
      if (this.#closed) return
      surface.focus(selection)
      if (this.#typed !== '') surface.type(this.#typed)
    })
  }

  close(): void {
    this.#closed = true
    void this.#surface?.then(surface => surface.dispose())
  }

  async #mount(): Promise<Surface> {
    if (takesArea(this.#elements.box)) return this.#mountArea()
    try {
      this.load()
      // Monaco measures its font once.
      const [mount] = await Promise.all([this.#monaco, document.fonts.ready])
      if (mount === null) return this.#mountArea()
      return await this.#mountMonaco(mount)
    } catch (error) {
      console.warn('Monaco could not be loaded; a text area takes its place.', error)
      this.#elements.failed.textContent = this.#messages.failed
      this.#elements.failed.hidden = false
      return this.#mountArea()
    }
  }

  /** The static code goes when Monaco has drawn, one frame after it was made. */
  async #mountMonaco(mount: MountSurface): Promise<Surface> {
    const { host, box, leave } = this.#elements
    const surface = mount(host, this.#subject, leave.id)
    const code = box.querySelector('.editor-code:not([hidden])')
    surface.scrollTo(code?.scrollTop ?? 0, code?.scrollLeft ?? 0)
    await new Promise(resolve => requestAnimationFrame(resolve))
    box.dataset['mounted'] = 'monaco'
    return surface
  }

  #mountArea(): Surface {
    const { host, box, leave } = this.#elements
    const surface = mountTextArea(host, this.#subject, leave.id)
    bindIndent(host, surface)
    box.dataset['mounted'] = 'area'
    return surface
  }
}

function startOfFile(): TextSelection {
  return { anchor: 0, focus: 0 }
}

/** The offset in the code under a point; the end of the file where the browser cannot tell. */
function selectionAt(box: HTMLElement, { x, y }: { x: number; y: number }): TextSelection {
  const code = box.querySelector('.editor-code:not([hidden]) code')
  const position = caretAt(x, y)
  const range = document.createRange()
  if (code === null || position === null || !code.contains(position.node)) return startOfFile()
  range.setStart(code, 0)
  range.setEnd(position.node, position.offset)
  const offset = range.toString().length
  return { anchor: offset, focus: offset }
}

function caretAt(x: number, y: number): { node: Node; offset: number } | null {
  if ('caretPositionFromPoint' in document) {
    const found = document.caretPositionFromPoint(x, y)
    return found && { node: found.offsetNode, offset: found.offset }
  }
  return null
}
