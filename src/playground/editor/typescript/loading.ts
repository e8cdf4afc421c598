/** TypeScript is a megabyte: it comes after the first edit, once for the page. Without it the editor goes on as before. */
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import type { EditedFunction } from '../subject.ts'

/** Monaco's label of the worker that its JavaScript language asks for. */
const JAVASCRIPT = 'javascript'

let loading = false

/** Loads it when this was not done before. Returns a function that lets go of the subject. */
export function loadTypeScript(subject: EditedFunction): () => void {
  if (loading) return () => {}
  loading = true
  let stop = (): void => {}
  let stopped = false
  import('./language.ts').then(
    ({ createTypeScriptWorker, startTypeScript }) => {
      if (stopped) return
      const getWorker = (_: string, label: string): Worker =>
        label === JAVASCRIPT ? createTypeScriptWorker(subject.handler) : new EditorWorker()
      self.MonacoEnvironment = { getWorker }
      stop = startTypeScript(subject)
    },
    (error: unknown) => {
      loading = false
      console.warn('Completion and hints could not be loaded; the editor works without them.', error)
    },
  )
  return () => {
    stopped = true
    stop()
  }
}
