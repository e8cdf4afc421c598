/** JavaScript as TypeScript knows it: completion, hover, parameters and problems. Loaded after the first edit. */

import nodeDeclarations from 'virtual:node-declarations'
import {
  javascriptDefaults,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
} from 'monaco-editor/languages/features/typescript/register'
import { setupJavaScript } from 'monaco-editor/languages/features/typescript/tsMode'
import type { EditedFunction } from '../subject.ts'
import { LAMBDA_DECLARATIONS } from './lambda-declarations.ts'
import workerUrl from './worker.ts?worker&url'

/**
 * Modules that are not there, and advice to install types for them: the engine itself says what it lacks, by name, when
 * the function runs.
 */
const MODULE_NOT_FOUND = [2307, 2580, 2591, 2792, 7016]

/** The worker for `handler` (`index.handler`). */
export function createTypeScriptWorker(handler: string): Worker {
  return new Worker(workerUrl, { type: 'module', name: handler })
}

/** Sets the language up for the files of `subject`. Returns a function that forgets them. */
export function startTypeScript(subject: EditedFunction): () => void {
  javascriptDefaults.setCompilerOptions({
    allowJs: true,
    checkJs: true,
    allowNonTsExtensions: true,
    resolveJsonModule: true,
    esModuleInterop: true,
    allowSyntheticDefaultImports: true,
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.NodeJs,
    lib: ['lib.esnext.d.ts'],
    types: [],
  })
  javascriptDefaults.setDiagnosticsOptions({ noSuggestionDiagnostics: true, diagnosticCodesToIgnore: MODULE_NOT_FOUND })
  javascriptDefaults.setModeConfiguration({
    completionItems: true,
    hovers: true,
    signatureHelp: true,
    diagnostics: true,
  })
  javascriptDefaults.setEagerModelSync(true)
  addDeclarations()
  // Monaco sets a language up when it is met first; ours was met before this was loaded.
  setupJavaScript(javascriptDefaults)
  return subject.$files.subscribe(files => {
    for (const [path, text] of Object.entries(files)) {
      if (path.endsWith('.json')) javascriptDefaults.addExtraLib(text, `file:///var/task/${path}`)
    }
  })
}

function addDeclarations(): void {
  for (const [path, text] of Object.entries(nodeDeclarations)) {
    javascriptDefaults.addExtraLib(text, `file:///node_modules/${path}`)
  }
  javascriptDefaults.addExtraLib(LAMBDA_DECLARATIONS, 'file:///node_modules/@types/warmstart/lambda.d.ts')
}
