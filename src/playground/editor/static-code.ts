/**
 * Keeps the static code true to the subject: saved edits come back after a reload, Restore code and other tabs change
 * texts, tabs change what is open. New text is shown at once without colours; they follow when the highlighter is there.
 */
import { findCode } from './elements.ts'
import type { EditorMessages } from './messages.ts'
import type { EditedFunction } from './subject.ts'

const LEAVE_HINT = 'editor-leave'

function makeCode(path: string, messages: EditorMessages): HTMLElement {
  const code = document.createElement('pre')
  code.className = 'editor-code'
  code.dataset['path'] = path
  code.tabIndex = 0
  code.translate = false
  code.setAttribute('role', 'textbox')
  code.setAttribute('aria-multiline', 'true')
  code.setAttribute('aria-readonly', 'true')
  code.setAttribute('aria-label', path)
  code.setAttribute('aria-description', messages.edit)
  code.setAttribute('aria-describedby', LEAVE_HINT)
  code.append(document.createElement('code'))
  return code
}

function paintPlain(code: HTMLElement, text: string): void {
  const lines = text.split('\n').flatMap((line, index) => {
    const span = document.createElement('span')
    span.className = 'line'
    span.textContent = line
    return index === 0 ? [span] : ['\n', span]
  })
  code.replaceChildren(...lines)
}

type Paint = (text: string, path: string) => string

/** Null until the highlighter was loaded; then code is coloured as it is typed. */
let paint: Paint | null = null

async function loadPaint(): Promise<Paint> {
  const [{ renderCode }, { languageOf }] = await Promise.all([import('./code.ts'), import('./highlighter.ts')])
  paint = (text, path) => renderCode(text, languageOf(path))
  return paint
}

function showText(code: HTMLElement, text: string, path: string): void {
  const inner = code.querySelector<HTMLElement>('code')
  if (!inner || inner.textContent === text) return
  // Shiki escapes the text: only its own spans become elements.
  if (paint !== null) {
    inner.innerHTML = paint(text, path)
    return
  }
  paintPlain(inner, text)
  loadPaint().then(
    loaded => {
      if (inner.textContent === text) inner.innerHTML = loaded(text, path)
    },
    (error: unknown) => console.warn('The colours of the code could not be loaded; it is shown without.', error),
  )
}

export function keepStaticCode(box: HTMLElement, subject: EditedFunction, messages: EditorMessages): () => void {
  const show = (printed = false): void => {
    const files = subject.$files.get()
    const active = subject.$activeFile.get()
    box.style.setProperty('--lines', String((files[active] ?? '').split('\n').length))
    for (const code of box.querySelectorAll<HTMLElement>('.editor-code')) {
      if (!((code.dataset['path'] ?? '') in files)) code.remove()
    }
    for (const [path, text] of Object.entries(files)) {
      const code = findCode(box, path) ?? box.insertBefore(makeCode(path, messages), box.lastElementChild)
      code.hidden = path !== active
      // Under Monaco the static code is not seen; it is brought up to date when it is printed.
      if (printed || box.dataset['mounted'] !== 'monaco') showText(code, text, path)
    }
  }
  const print = (): void => show(true)
  addEventListener('beforeprint', print)
  const ends = [
    subject.$files.subscribe(() => show()),
    subject.$activeFile.subscribe(() => show()),
    () => removeEventListener('beforeprint', print),
  ]
  return () => {
    for (const end of ends) end()
  }
}
