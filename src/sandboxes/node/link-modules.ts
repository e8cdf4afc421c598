/**
 * Linking in Node: the function's files are modules of `file:///var/task/`, served from memory by Node's own module
 * hooks; Node does cycles, JSON, top-level await and the meeting of CommonJS and ES modules.
 */
import nodeModule, { builtinModules, createRequire } from 'node:module'
import { handlerFile } from '../../guest/handler-file.ts'
import type { GuestHost, LinkRequest } from '../../guest/host.ts'
import { formatOf, missingJsonAttribute, resolveFile, type SourceFiles, TASK_ROOT } from '../../guest/resolve.ts'
import { builtInCommonJs, builtInModule, hideGlobals } from './built-in-text.ts'
import { sourceFiles } from './installed-files.ts'

/** Where the guest's own built-ins are imported from; `fs` is `warmstart:fs`. */
const BUILT_IN = 'warmstart:'

/** A linker for one runtime. */
export function createHookLinker(packages: string | null): GuestHost['link'] {
  return async request => {
    const files = sourceFiles(request.command.files, packages)
    hideGlobals(request)
    serve(request, files)
    const path = handlerFile(request.module, request.command.runtime, files)
    // RIC loads by import what is an ES module and by require what is not: stacks and errors differ.
    const format = formatOf(path, files)
    if (format === 'module') return { exports: await import(TASK_ROOT + path) }
    return { exports: createRequire(`${TASK_ROOT}index.js`)(`/var/task/${path}`) }
  }
}

function serve(request: LinkRequest, files: SourceFiles): void {
  // Not imported by name: the module would not load where it is missing.
  nodeModule.registerHooks({
    resolve: (specifier, context, next) => {
      const name = specifier.replace(/^node:/, '')
      if (request.modules.has(name)) return builtIn(name, context.conditions)
      if (builtinModules.includes(name)) return next(specifier, context)
      const parent = context.parentURL
      if (
        parent?.startsWith(TASK_ROOT) !== true &&
        !specifier.startsWith('/var/task/') &&
        !specifier.startsWith(TASK_ROOT)
      ) {
        return next(specifier, context)
      }
      return ownFile(specifier, parent ?? TASK_ROOT, context.conditions, files)
    },
    load: (url, context, next) => {
      if (url.startsWith(BUILT_IN)) return builtInSource(url, request)
      if (!url.startsWith(TASK_ROOT)) return next(url, context)
      const path = decodeURIComponent(url.slice(TASK_ROOT.length))
      // Node itself looks for the attribute only where it loads the file.
      const imported = !context.conditions.includes('require')
      if (imported && formatOf(path, files) === 'json' && context.importAttributes['type'] !== 'json') {
        throw missingJsonAttribute(path)
      }
      return ownSource(path, request, files)
    },
  })
}

function builtIn(name: string, conditions: readonly string[]) {
  const required = conditions.includes('require')
  const url = `${BUILT_IN}${name}${required ? '?require' : ''}`
  return { url, format: required ? 'commonjs' : 'module', shortCircuit: true }
}

function builtInSource(url: string, request: LinkRequest) {
  const [name = '', required] = url.slice(BUILT_IN.length).split('?')
  if (required !== undefined) return { format: 'commonjs', source: builtInCommonJs(name), shortCircuit: true }
  return { format: 'module', source: builtInModule(name, request.modules.get(name)), shortCircuit: true }
}

function ownSource(path: string, request: LinkRequest, files: SourceFiles) {
  const text = files.get(path) ?? ''
  const format = formatOf(path, files)
  const source = format === 'json' ? text : request.instrument(path, text, format)
  return { format, source, shortCircuit: true }
}

/** Resolves below `/var/task`. */
function ownFile(specifier: string, parent: string, conditions: readonly string[], files: SourceFiles) {
  const from = parent.startsWith(TASK_ROOT) ? decodeURIComponent(parent.slice(TASK_ROOT.length)) : ''
  const path = resolveFile({ specifier, from, required: conditions.includes('require') }, files)
  return { url: TASK_ROOT + path, format: formatOf(path, files), shortCircuit: true }
}
