/**
 * Linking in Node: the function's files are modules of `file:///var/task/`, served from memory by Node's own module
 * hooks; Node does cycles, JSON, top-level await and the meeting of CommonJS and ES modules.
 */
import { builtinModules, createRequire, registerHooks } from 'node:module'
import type { GuestHost, LinkRequest } from '../../guest/host.ts'
import { READER_GLOBAL } from '../../guest/source.ts'

const ROOT = 'file:///var/task/'
/** Where the guest's own built-ins are imported from; `fs` is `warmstart:fs`. */
const BUILT_IN = 'warmstart:'
const BUILT_INS_GLOBAL = '__warmstart_modules__'

type Format = 'module' | 'commonjs' | 'json'

/** A linker for one runtime. */
export function createLinker(): GuestHost['link'] {
  return async request => {
    const files = new Map(request.command.files.map(({ path, text }) => [path, text]))
    hideGlobal(READER_GLOBAL, request.reader)
    hideGlobal(BUILT_INS_GLOBAL, request.modules)
    serve(request, files)
    const path = handlerFile(request.module, files)
    if (path === null) throw missingHandler(request.module)
    // RIC loads by import what is an ES module and by require what is not: stacks and errors differ.
    const format = formatOf(path, files)
    if (format === 'module') return { exports: await import(ROOT + path) }
    return { exports: createRequire(`${ROOT}index.js`)(`/var/task/${path}`) }
  }
}

function hideGlobal(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, enumerable: false, configurable: false, writable: false })
}

/** Lambda's order (lambda-semantics 1.2 #30). */
const ENDINGS = ['', '.js', '.mjs', '.cjs'] as const

function handlerFile(module: string, files: ReadonlyMap<string, string>): string | null {
  for (const ending of ENDINGS) if (files.has(module + ending)) return module + ending
  for (const ending of ENDINGS.slice(1)) if (files.has(`${module}/index${ending}`)) return `${module}/index${ending}`
  return null
}

function missingHandler(module: string): Error {
  const message = `Cannot find module '${module}'\nRequire stack:\n- /var/runtime/index.mjs`
  return Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND' })
}

/** Lambda turns off Node's guessing: the ending and the nearest package.json decide (1.2 #30). */
function formatOf(path: string, files: ReadonlyMap<string, string>): Format {
  if (path.endsWith('.json')) return 'json'
  if (path.endsWith('.mjs')) return 'module'
  if (path.endsWith('.cjs')) return 'commonjs'
  return nearestType(path, files) === 'module' ? 'module' : 'commonjs'
}

function nearestType(path: string, files: ReadonlyMap<string, string>): unknown {
  for (let end = path.lastIndexOf('/'); ; end = path.lastIndexOf('/', end - 1)) {
    const text = files.get(`${end < 0 ? '' : path.slice(0, end + 1)}package.json`)
    if (text !== undefined) return packageType(text)
    if (end < 0) return undefined
  }
}

function packageType(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'type') : undefined
  } catch {
    // Node says so itself when the file is needed; here it just names no type.
    return undefined
  }
}

function serve(request: LinkRequest, files: ReadonlyMap<string, string>): void {
  registerHooks({
    resolve: (specifier, context, next) => {
      const name = specifier.replace(/^node:/, '')
      if (request.modules.has(name)) return builtIn(name, context.conditions)
      if (builtinModules.includes(name)) return next(specifier, context)
      const parent = context.parentURL
      if (parent?.startsWith(ROOT) !== true && !specifier.startsWith('/var/task/') && !specifier.startsWith(ROOT)) {
        return next(specifier, context)
      }
      return ownFile(specifier, parent ?? ROOT, context.conditions, files)
    },
    load: (url, context, next) => {
      if (url.startsWith(BUILT_IN)) return builtInSource(url, request)
      if (!url.startsWith(ROOT)) return next(url, context)
      return ownSource(decodeURIComponent(url.slice(ROOT.length)), request, files)
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
  const found = `globalThis.${BUILT_INS_GLOBAL}.get(${JSON.stringify(name)})`
  if (required !== undefined) return { format: 'commonjs', source: `module.exports = ${found}`, shortCircuit: true }
  const value: unknown = request.modules.get(name)
  const names = typeof value === 'object' && value !== null ? allNames(value) : []
  const exports = names.map(each => `export const ${each} = m[${JSON.stringify(each)}];`).join('\n')
  return { format: 'module', source: `const m = ${found};\nexport default m;\n${exports}`, shortCircuit: true }
}

function allNames(value: object): string[] {
  const names = new Set(Object.getOwnPropertyNames(value))
  const reserved = new Set(['default', 'constructor', 'm'])
  return [...names].filter(name => /^[A-Za-z_$][\w$]*$/.test(name) && !reserved.has(name))
}

function ownSource(path: string, request: LinkRequest, files: ReadonlyMap<string, string>) {
  const text = files.get(path) ?? ''
  const format = formatOf(path, files)
  const source = format === 'json' ? text : request.instrument(path, text, format)
  return { format, source, shortCircuit: true }
}

/** Resolves below `/var/task`: relative and absolute paths, packages in `node_modules` folders. */
function ownFile(specifier: string, parent: string, conditions: readonly string[], files: ReadonlyMap<string, string>) {
  const required = conditions.includes('require')
  const from = parent.startsWith(ROOT) ? decodeURIComponent(parent.slice(ROOT.length)) : ''
  const path = isPath(specifier)
    ? find(absolute(specifier, from), required, files)
    : findPackage(specifier, from, files)
  if (path === null) throw notFound(specifier, from, required)
  const format = formatOf(path, files)
  if (required && format === 'module') throw requireOfModule(path, from)
  return { url: ROOT + path, format, shortCircuit: true }
}

const isPath = (specifier: string): boolean => /^(\.{1,2}(\/|$)|\/|file:)/.test(specifier)

function absolute(specifier: string, from: string): string {
  const url = new URL(specifier.startsWith('/') ? `file://${specifier}` : specifier, ROOT + from)
  return decodeURIComponent(url.href.slice(ROOT.length))
}

/** `import` wants the exact file; `require` tries endings and index files. */
function find(path: string, required: boolean, files: ReadonlyMap<string, string>): string | null {
  if (files.has(path)) return path
  if (!required) return null
  const folder = path.replace(/\/$/, '')
  const tries = ['.js', '.json', '/index.js', '/index.json'].map(ending => folder + ending)
  return tries.find(each => files.has(each)) ?? null
}

function findPackage(specifier: string, from: string, files: ReadonlyMap<string, string>): string | null {
  const [, name = specifier, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? []
  for (let folder = from; ; ) {
    const slash = folder.lastIndexOf('/')
    folder = slash < 0 ? '' : folder.slice(0, slash)
    const base = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    const main = rest === '' ? packageMain(base, files) : find(base + rest, true, files)
    if (main !== null) return main
    if (slash < 0) return null
  }
}

function packageMain(base: string, files: ReadonlyMap<string, string>): string | null {
  const text = files.get(`${base}/package.json`)
  if (text === undefined) return find(`${base}/index`, true, files)
  const parsed: unknown = JSON.parse(text)
  const entry =
    typeof parsed === 'object' && parsed !== null ? (stringAt(parsed, 'module') ?? stringAt(parsed, 'main')) : null
  return find(`${base}/${(entry ?? 'index.js').replace(/^\.\//, '')}`, true, files)
}

function stringAt(value: object, key: string): string | null {
  const found: unknown = Reflect.get(value, key)
  return typeof found === 'string' ? found : null
}

function notFound(specifier: string, from: string, required: boolean): Error {
  const importer = `/var/task/${from}`
  if (required) {
    const message = `Cannot find module '${specifier}'\nRequire stack:\n- ${importer}\n- /var/runtime/index.mjs`
    return Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND', requireStack: [importer] })
  }
  const kind = isPath(specifier) ? `module '${absolutePath(specifier, from)}'` : `package '${specifier}'`
  return Object.assign(new Error(`Cannot find ${kind} imported from ${importer}`), { code: 'ERR_MODULE_NOT_FOUND' })
}

const absolutePath = (specifier: string, from: string): string => `/var/task/${absolute(specifier, from)}`

/** Lambda turns require(esm) off (1.2 #30); Node's text. */
function requireOfModule(path: string, from: string): Error {
  const message = `require() of ES Module /var/task/${path} from /var/task/${from} not supported.\nInstead change the require of ${path} in /var/task/${from} to a dynamic import() which is available in all CommonJS modules.`
  return Object.assign(new Error(message), { code: 'ERR_REQUIRE_ESM' })
}
