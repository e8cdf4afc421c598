/** Monaco as the surface. Shiki colours it with the same themes as the static code, so that the swap is not seen. */
import { shikiToMonaco } from '@shikijs/monaco'
import * as monaco from 'monaco-editor/editor'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import './monaco-features.ts'
import { getHighlighter, languageOf } from './highlighter.ts'
import type { EditedFunction, MountSurface, Surface } from './subject.ts'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

const LANGUAGES = ['javascript', 'json'] as const
for (const id of LANGUAGES) monaco.languages.register({ id })
shikiToMonaco(getHighlighter(), monaco)

/** Measured to match the static code to the pixel. */
const OPTIONS = {
  fontSize: 14,
  lineHeight: 21,
  padding: { top: 12, bottom: 12 },
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 12,
  glyphMargin: false,
  folding: false,
  minimap: { enabled: false },
  bracketPairColorization: { enabled: false },
  guides: { indentation: false },
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: 'none',
  scrollBeyondLastLine: false,
  automaticLayout: true,
  fixedOverflowWidgets: true,
  fontLigatures: false,
  tabSize: 2,
  occurrencesHighlight: 'off',
  scrollbar: {
    alwaysConsumeMouseWheel: false,
    useShadows: false,
    verticalScrollbarSize: 8,
    horizontalScrollbarSize: 8,
  },
} as const

const themeOf = (): string =>
  document.documentElement.dataset['theme'] === 'dark' ? 'github-dark-default' : 'github-light-default'

export const mountMonaco: MountSurface = (host, subject) => new MonacoSurface(host, subject)

class MonacoSurface implements Surface {
  readonly #editor: monaco.editor.IStandaloneCodeEditor
  readonly #subject: EditedFunction
  readonly #models = new Map<string, monaco.editor.ITextModel>()
  readonly #ends: (() => void)[] = []
  #taking = false

  constructor(host: HTMLElement, subject: EditedFunction) {
    this.#subject = subject
    const fontFamily = getComputedStyle(host).fontFamily
    this.#editor = monaco.editor.create(host, { ...OPTIONS, fontFamily, theme: themeOf(), model: null })
    const themes = new MutationObserver(() => monaco.editor.setTheme(themeOf()))
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    this.#ends.push(
      () => themes.disconnect(),
      subject.$files.subscribe(() => this.#showFiles()),
      subject.$activeFile.subscribe(path => this.#show(path)),
      this.#letTabLeave(),
    )
  }

  focus(selection: { anchor: number; focus: number } | null): void {
    const model = this.#editor.getModel()
    if (selection !== null && model !== null) {
      this.#editor.setSelection(
        monaco.Selection.fromPositions(model.getPositionAt(selection.anchor), model.getPositionAt(selection.focus)),
      )
    }
    this.#editor.focus()
  }

  type(text: string): void {
    this.#editor.trigger('keyboard', 'type', { text })
  }

  dispose(): void {
    for (const end of this.#ends) end()
    this.#editor.dispose()
    for (const model of this.#models.values()) model.dispose()
  }

  /** Texts changed elsewhere (Restore code) arrive as an edit, so that they can be undone. */
  #showFiles(): void {
    for (const [path, text] of Object.entries(this.#subject.$files.get())) {
      const model = this.#models.get(path) ?? this.#add(path, text)
      if (model.getValue() === text) continue
      this.#taking = true
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
      this.#taking = false
    }
  }

  #add(path: string, text: string): monaco.editor.ITextModel {
    const uri = monaco.Uri.parse(`file:///var/task/${path}`)
    const model = monaco.editor.createModel(text, languageOf(path) === 'json' ? 'json' : 'javascript', uri)
    model.onDidChangeContent(() => {
      if (!this.#taking) this.#subject.edit(path, model.getValue())
    })
    this.#models.set(path, model)
    return model
  }

  #show(path: string): void {
    const model = this.#models.get(path)
    if (model === undefined) return
    this.#editor.setModel(model)
    this.#editor.updateOptions({ ariaLabel: path })
  }

  /** Escape lets the next Tab leave; typing anything takes it back. */
  #letTabLeave(): () => void {
    const leave = this.#editor.onKeyDown(event => {
      if (event.keyCode === monaco.KeyCode.Escape) this.#editor.updateOptions({ tabFocusMode: true })
      else if (event.keyCode !== monaco.KeyCode.Tab && event.keyCode !== monaco.KeyCode.Shift) {
        this.#editor.updateOptions({ tabFocusMode: false })
      }
    })
    const blur = this.#editor.onDidBlurEditorText(() => this.#editor.updateOptions({ tabFocusMode: false }))
    return () => {
      leave.dispose()
      blur.dispose()
    }
  }
}
