/** Monaco as the surface. Shiki colours it with the same themes as the static code, so that the swap is not seen. */
import { shikiToMonaco } from '@shikijs/monaco'
import * as monaco from 'monaco-editor/editor'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import './monaco-features.ts'
import { CODE_THEMES, getHighlighter, languageOf, TOKENIZE_TIME_LIMIT } from './highlighter.ts'
import { registerLanguages } from './monaco-languages.ts'
import type { EditedFunction, MountSurface, Surface, TextSelection } from './subject.ts'
import { loadTypeScript } from './typescript/loading.ts'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }
registerLanguages()
shikiToMonaco(getHighlighter(), monaco, { tokenizeTimeLimit: TOKENIZE_TIME_LIMIT })

/** Gutter, lines and insets are those of editor.css: a test compares where each character stands. */
const OPTIONS = {
  fontSize: 14,
  lineHeight: 21,
  padding: { top: 12, bottom: 12 },
  lineNumbersMinChars: 4,
  lineDecorationsWidth: 18,
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

const NO_BRACKET_COLOURS = { enabled: false, independentColorPoolPerBracketType: false }

const themeOf = (): string => CODE_THEMES[document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light']

export const mountMonaco: MountSurface = (host, subject, leaveHint) => new MonacoSurface(host, subject, leaveHint)

class MonacoSurface implements Surface {
  readonly #editor: monaco.editor.IStandaloneCodeEditor
  readonly #subject: EditedFunction
  readonly #models = new Map<string, monaco.editor.ITextModel>()
  readonly #ends: (() => void)[] = []
  /** Where each file was left: scroll position and selection. */
  readonly #views = new Map<string, monaco.editor.ICodeEditorViewState | null>()
  #shown: string | null = null
  #taking = false

  constructor(host: HTMLElement, subject: EditedFunction, leaveHint: string) {
    this.#subject = subject
    const fontFamily = getComputedStyle(host).fontFamily
    this.#editor = monaco.editor.create(host, { ...OPTIONS, fontFamily, theme: themeOf(), model: null })
    const themes = new MutationObserver(() => monaco.editor.setTheme(themeOf()))
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    this.#ends.push(
      () => themes.disconnect(),
      subject.$files.subscribe(() => this.#showFiles()),
      subject.$activeFile.subscribe(path => this.#show(path)),
      letTabLeave(this.#editor),
    )
    host.querySelector('textarea, [role=textbox]')?.setAttribute('aria-describedby', leaveHint)
  }

  focus(selection: TextSelection | null): void {
    const model = this.#editor.getModel()
    if (selection !== null && model !== null) {
      const { anchor, focus } = selection
      this.#editor.setSelection(monaco.Selection.fromPositions(model.getPositionAt(anchor), model.getPositionAt(focus)))
    }
    this.#editor.focus()
  }

  scrollTo(top: number, left: number): void {
    this.#editor.setScrollPosition({ scrollTop: top, scrollLeft: left }, monaco.editor.ScrollType.Immediate)
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
    const files = this.#subject.$files.get()
    for (const [path, text] of Object.entries(files)) {
      const model = this.#models.get(path) ?? this.#add(path, text)
      if (model.getValue() === text) continue
      this.#taking = true
      model.pushStackElement()
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
      model.pushStackElement()
      this.#taking = false
    }
    for (const [path, model] of this.#models) {
      if (path in files) continue
      this.#models.delete(path)
      model.dispose()
    }
  }

  #add(path: string, text: string): monaco.editor.ITextModel {
    const uri = monaco.Uri.parse(`file:///var/task/${path}`)
    const model = monaco.editor.createModel(text, languageOf(path), uri)
    // Of a model made here, the editor's own option does not take the colours from brackets.
    model.updateOptions({ bracketColorizationOptions: NO_BRACKET_COLOURS })
    model.onDidChangeContent(() => {
      if (this.#taking) return
      this.#subject.edit(path, model.getValue())
      this.#ends.push(loadTypeScript(this.#subject))
    })
    this.#models.set(path, model)
    return model
  }

  #show(path: string): void {
    const model = this.#models.get(path)
    if (model === undefined || path === this.#shown) return
    if (this.#shown !== null) this.#views.set(this.#shown, this.#editor.saveViewState())
    this.#shown = path
    this.#editor.setModel(model)
    // Colours now: left to itself, Monaco draws the text without them first.
    monaco.editor.colorizeModelLine(model, model.getLineCount())
    this.#editor.updateOptions({ ariaLabel: path })
    this.#editor.restoreViewState(this.#views.get(path) ?? null)
  }
}

/** Escape lets the next Tab leave; typing anything takes it back. */
function letTabLeave(editor: monaco.editor.IStandaloneCodeEditor): () => void {
  const keys = editor.onKeyDown(event => {
    if (event.keyCode === monaco.KeyCode.Escape) editor.updateOptions({ tabFocusMode: true })
    else if (event.keyCode !== monaco.KeyCode.Tab && event.keyCode !== monaco.KeyCode.Shift) {
      editor.updateOptions({ tabFocusMode: false })
    }
  })
  const blur = editor.onDidBlurEditorText(() => editor.updateOptions({ tabFocusMode: false }))
  return () => {
    keys.dispose()
    blur.dispose()
  }
}
