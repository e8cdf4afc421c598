/**
 * Vite plugin for the code editor: Node's declarations as a module, Monaco without the parts that no one here opens, and
 * `editor-files.json`, the list of what the page may fetch ahead on idle.
 */
import type { Plugin, Rolldown } from 'vite'
import { nodeDeclarations } from './node-declarations.ts'

const DECLARATIONS = 'virtual:node-declarations'
const RESOLVED = `\0${DECLARATIONS}`
const EDITOR = /\/src\/playground\/editor\/monaco\.ts$/

/** Modules of Monaco that would bring far more than they are needed for, and what stands in for each. */
const SMALLER: readonly { readonly module: RegExp; readonly text: string }[] = [
  { module: /widget\/diffEditor\/diffEditorWidget\.js$/, text: 'export class DiffEditorWidget {}' },
  { module: /widget\/multiDiffEditor\/multiDiffEditorWidget\.js$/, text: 'export class MultiDiffEditorWidget {}' },
  {
    // The original registers every feature of the editor, for the sake of one function.
    module: /vs\/internal\/common\/workers\.js$/,
    text: `import { editor } from '../../editor/editor.api.js'
export function createWebWorker({ label, createData, host, keepIdleModels }) {
  const started = self.MonacoEnvironment.getWorker('', label)
  started.postMessage('ignore')
  started.postMessage(createData)
  return editor.createWebWorker({ worker: Promise.resolve(started), host, keepIdleModels })
}`,
  },
]
/** A second TypeScript, seven megabytes that are never asked for: MonacoEnvironment gives the worker. */
const SECOND_WORKER = /createWorker: \(\) => new Worker\(new URL\('ts\.worker\.js', import\.meta\.url\)[^\n]*/

export function editorFiles(): Plugin {
  return {
    name: 'warmstart-editor',
    resolveId: id => (id === DECLARATIONS ? RESOLVED : null),
    load(id) {
      if (id === RESOLVED) return `export default ${JSON.stringify(nodeDeclarations())}`
      if (!id.includes('/monaco-editor/')) return null
      return SMALLER.find(({ module }) => module.test(id))?.text ?? null
    },
    transform(code, id) {
      return id.endsWith('/typescript/workerManager.js') ? { code: code.replace(SECOND_WORKER, ''), map: null } : null
    },
    generateBundle(_, bundle) {
      const files = filesOf(bundle)
      if (files.length === 0) return
      this.emitFile({ type: 'asset', fileName: 'editor-files.json', source: JSON.stringify(files) })
    },
  }
}

/** The editor's chunk with all it imports, its styles, and the worker of the core. */
function filesOf(bundle: Rolldown.OutputBundle): string[] {
  const files = new Set<string>()
  const take = (name: string): void => {
    const chunk = bundle[name]
    if (files.has(name) || chunk?.type !== 'chunk') return
    files.add(name)
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style)
    for (const imported of chunk.imports) take(imported)
  }
  for (const chunk of Object.values(bundle)) {
    if (chunk.type === 'chunk' && chunk.facadeModuleId !== null && EDITOR.test(chunk.facadeModuleId))
      take(chunk.fileName)
  }
  for (const name of Object.keys(bundle)) if (files.size > 0 && name.includes('editor.worker')) files.add(name)
  return [...files].map(name => `/${name}`)
}
