/**
 * Linking in a browser: each file becomes a module of its own address, its imports rewritten to the addresses of what
 * they mean. Cycles go through *shells*: a module of empty bindings that is filled when the real one has run.
 * CommonJS runs as a classic script, so that `require` is synchronous and the engine words its own errors.
 */
import type { EngineNotice } from '../../emulator/sandbox.ts'
import { carryContextOverAwait, installAsyncContext, namesAsyncHooks } from '../../guest/async-context.ts'
import { handlerFile } from '../../guest/handler-file.ts'
import type { GuestHost, LinkRequest } from '../../guest/host.ts'
import { DYNAMIC_IMPORT, editCommonJs, readModule, type StaticImport } from '../../guest/module-text.ts'
import { nodeError } from '../../guest/node-error.ts'
import {
  formatOf,
  missingJsonAttribute,
  missingModule,
  parseJsonFile,
  resolveFile,
  type SourceFiles,
} from '../../guest/resolve.ts'
import { READER_GLOBAL } from '../../guest/source.ts'
import { createImport, type ImportModule } from './begin-evaluation.ts'
import { loadBuiltIns, NODE_BUILT_INS } from './built-ins/index.ts'
import { CommonJs } from './common-js.ts'
import { nameAddress } from './stack.ts'

const BUILT_INS = '__warmstart_modules__'
const REQUIRE = '__warmstart_require__'

export interface LinkerParts {
  importScripts(url: string): void
  notify(notice: EngineNotice): void
  /** Counts a promise as something real that is pending, while it is open. */
  track(promise: Promise<unknown>): void
}

/** A linker for one runtime. */
export function createLinker(parts: LinkerParts): GuestHost['link'] {
  return async request => {
    const builtIns = await loadBuiltIns(request.command.files.map(({ text }) => text))
    return new Linker(parts, request, builtIns).load()
  }
}

interface Linked {
  readonly url: string
  /** The file, where it is JSON. */
  readonly json: string | null
  /** Imports the real module and fills the shell with it; set where somebody imported the shell. */
  readonly finisher: string | null
  readonly exports: ReadonlySet<string>
}

/** What most modules are. */
const PLAIN = { json: null, finisher: null } as const

class Linker {
  readonly #parts: LinkerParts
  readonly #request: LinkRequest
  readonly #files: SourceFiles
  readonly #modules: ReadonlyMap<string, unknown>
  readonly #linked = new Map<string, Linked>()
  readonly #open = new Set<string>()
  readonly #shells = new Map<string, string>()
  readonly #common: CommonJs
  readonly #carries: boolean
  readonly #importModule: ImportModule = createImport()

  constructor(parts: LinkerParts, request: LinkRequest, builtIns: ReadonlyMap<string, unknown>) {
    this.#parts = parts
    this.#request = request
    this.#files = new Map(request.command.files.map(({ path, text }) => [path, text]))
    this.#modules = new Map([...builtIns, ...request.modules, ['module', this.#moduleModule()]])
    this.#carries = [...this.#files.values()].some(namesAsyncHooks)
    const builtIn = (name: string, from: string): unknown => this.#builtIn(name, from, true)
    const prepare = (path: string): string => editCommonJs(path, this.#prepare(path, 'commonjs'))
    this.#common = new CommonJs(this.#files, builtIn, prepare, parts.importScripts)
  }

  async load(): Promise<{ readonly exports: unknown }> {
    if (this.#carries) installAsyncContext()
    this.#hide(READER_GLOBAL, this.#request.reader)
    this.#hide(BUILT_INS, this.#modules)
    this.#hide(REQUIRE, (path: string) => this.#common.load(path))
    this.#hide(DYNAMIC_IMPORT, this.#dynamic)
    const path = handlerFile(this.#request.module, this.#request.command.runtime, this.#files)
    if (formatOf(path, this.#files) !== 'module') return { exports: this.#common.load(path) }
    try {
      return { exports: await this.#import(this.#link(path).url) }
    } catch (error) {
      throw explainCommonJsName(error)
    }
  }

  #hide(name: string, value: unknown): void {
    Object.defineProperty(globalThis, name, { value, enumerable: false, configurable: false, writable: false })
  }

  #import(url: string): Promise<unknown> {
    const began = Promise.withResolvers<void>()
    const module = this.#importModule(url, began.resolve)
    this.#parts.track(Promise.race([began.promise, module]))
    return module
  }

  /** `import(specifier, options)` in the file `from`. */
  readonly #dynamic = async (from: string, specifier: unknown, options?: unknown): Promise<unknown> => {
    const target = this.#target(String(specifier), from)
    const type: unknown = Reflect.get(Object(Reflect.get(Object(options), 'with')), 'type')
    if (target.json !== null && type !== 'json') throw missingJsonAttribute(target.json)
    return this.#import(target.url)
  }

  /** `node:module`, as far as functions use it. */
  #moduleModule(): object {
    const createRequire = (from: string | URL): ((specifier: string) => unknown) =>
      this.#common.requireFrom(String(from).replace(/^(file:\/\/)?\/var\/task\//, ''))
    const names = (): string[] => [...this.#modules.keys(), ...NODE_BUILT_INS]
    const isBuiltin = (name: string): boolean => names().includes(name.replace(/^node:/, ''))
    return {
      createRequire,
      isBuiltin,
      get builtinModules() {
        return names()
      },
    }
  }

  #target(specifier: string, from: string): Linked {
    const name = specifier.replace(/^node:/, '')
    if (this.#modules.has(name)) return builtInModule(name, this.#modules.get(name))
    if (NODE_BUILT_INS.has(name) || specifier.startsWith('node:')) this.#builtIn(name, from, false)
    return this.#link(this.#resolve(specifier, from))
  }

  #resolve(specifier: string, from: string): string {
    try {
      return resolveFile({ specifier, from, required: false }, this.#files)
    } catch (error) {
      if (!/^[./]/.test(specifier)) this.#missing(specifier)
      throw error
    }
  }

  #missing(module: string): void {
    this.#parts.notify({ kind: 'missing-module', module, engine: 'WebContainer' })
  }

  #builtIn(name: string, from: string, required: boolean): unknown {
    const bare = name.replace(/^node:/, '')
    if (this.#modules.has(bare)) return this.#modules.get(bare)
    this.#missing(bare)
    if (required) {
      throw missingModule(name, [`/var/task/${from}`])
    }
    const message = `Cannot find package '${name}' imported from /var/task/${from}`
    throw nodeError(Error, message, { code: 'ERR_MODULE_NOT_FOUND' })
  }

  #link(path: string): Linked {
    const known = this.#linked.get(path)
    if (known !== undefined) return known
    if (this.#open.has(path)) return this.#shell(path)
    this.#open.add(path)
    const linked = this.#make(path)
    this.#open.delete(path)
    this.#linked.set(path, linked)
    return linked
  }

  #make(path: string): Linked {
    const format = formatOf(path, this.#files)
    if (format === 'json') return jsonModule(path, this.#files)
    if (format === 'commonjs') return commonModule(path, this.#files.get(path) ?? '')
    const module = readModule(path, this.#prepare(path, 'module'))
    if (module === null)
      return { ...PLAIN, url: blobOf(`${this.#files.get(path)}\n${sourceUrl(path)}`), exports: new Set() }
    const exports = new Set(module.exports)
    const finishers: string[] = []
    for (const each of module.imports) {
      const target = this.#target(each.specifier, path)
      if (target.json !== null && each.type !== 'json') throw missingJsonAttribute(target.json)
      this.#checkNames(each, target, path)
      if (each.all) for (const name of target.exports) if (name !== 'default') exports.add(name)
      module.edited.overwrite(each.start, each.end, JSON.stringify(target.url))
      if (target.finisher !== null) finishers.push(target.finisher)
    }
    const extra = finishers.map(url => `import ${JSON.stringify(url)};`).join('')
    const url = blobOf(`${module.edited.toString()}\n;${extra}\n${sourceUrl(path)}`)
    nameAddress(url, `file:///var/task/${path}`)
    return { ...PLAIN, url, finisher: this.#finisher(path, url), exports }
  }

  #prepare(path: string, kind: 'module' | 'commonjs'): string {
    const text = this.#files.get(path) ?? ''
    const carried = this.#carries ? carryContextOverAwait(text, kind) : text
    return this.#request.instrument(path, carried, kind)
  }

  #checkNames(wanted: StaticImport, target: Linked, path: string): void {
    const lacking = wanted.names.find(name => !target.exports.has(name))
    if (lacking === undefined || target.exports.has('*')) return
    const message = `The requested module '${wanted.specifier}' does not provide an export named '${lacking}'`
    const error = new SyntaxError(message)
    error.stack = `file:///var/task/${path}\nSyntaxError: ${message}`
    throw error
  }

  /** Stands in for a module that is being linked further up: empty bindings, filled later. */
  #shell(path: string): Linked {
    const exports = new Set(readModule(path, this.#files.get(path) ?? '')?.exports ?? [])
    const known = this.#shells.get(path)
    const url = known ?? blobOf(shellText([...exports]))
    this.#shells.set(path, url)
    return { ...PLAIN, url, exports: new Set([...exports, '*']) }
  }

  #finisher(path: string, url: string): string | null {
    const shell = this.#shells.get(path)
    if (shell === undefined) return null
    return blobOf(
      `import * as real from ${JSON.stringify(url)};\nimport { fill } from ${JSON.stringify(shell)};\nfill(real);`,
    )
  }
}

/** What Node adds to the error when an ES module uses a name of CommonJS. */
function explainCommonJsName(error: unknown): unknown {
  if (!(error instanceof ReferenceError)) return error
  const [, name] = /^(require|module|exports|__filename|__dirname) is not defined$/.exec(error.message) ?? []
  if (name === undefined) return error
  const more = ` in ES module scope${name === 'require' ? ', you can use import instead' : ''}`
  error.stack = error.stack?.replace(error.message, error.message + more) ?? ''
  error.message += more
  return error
}

function shellText(names: readonly string[]): string {
  const locals = names.map((name, index) => ({ name, local: `b${index}` }))
  const declared = locals.map(({ local }) => `let ${local};`).join('')
  const fills = locals.map(({ name, local }) => `${local}=m[${JSON.stringify(name)}];`).join('')
  const exported = locals.map(({ name, local }) => `${local} as ${name}`).join(',')
  return `${declared}export function fill(m){${fills}}export{${exported}};`
}

function builtInModule(name: string, value: unknown): Linked {
  const names = exportableNames(value)
  const found = `globalThis.${BUILT_INS}.get(${JSON.stringify(name)})`
  const lines = names.map(each => `export const ${each}=m[${JSON.stringify(each)}];`).join('')
  const url = `data:text/javascript,${encodeURIComponent(`const m=${found};export default m;${lines}`)}`
  return { ...PLAIN, url, exports: new Set(['default', ...names]) }
}

function exportableNames(value: unknown): string[] {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return []
  const skipped = new Set(['default', 'm', 'prototype', 'length', 'name', 'arguments', 'caller', 'constructor'])
  const own = Object.getOwnPropertyNames(value)
  return own.filter(name => /^[A-Za-z_$][\w$]*$/.test(name) && !skipped.has(name) && !RESERVED.has(name))
}

/** Words that cannot be declared. */
const RESERVED = new Set([
  'delete',
  'new',
  'class',
  'function',
  'import',
  'export',
  'in',
  'if',
  'for',
  'do',
  'with',
  'null',
  'true',
  'false',
])

function jsonModule(path: string, files: SourceFiles): Linked {
  const text = JSON.stringify(JSON.stringify(parseJsonFile(path, files)))
  return { ...PLAIN, url: blobOf(`export default JSON.parse(${text});`), json: path, exports: new Set(['default']) }
}

/** A CommonJS file as an ES module sees it: the default, and the names its text plainly assigns. */
function commonModule(path: string, text: string): Linked {
  const found = [...text.matchAll(/\bexports\.([A-Za-z_$][\w$]*)\s*=/g)].map(([, name = '']) => name)
  const [, literal = ''] = /module\.exports\s*=\s*\{([^}]*)\}/.exec(text) ?? []
  const listed = literal.split(',').map(part => part.split(':')[0]?.trim() ?? '')
  const names = [...new Set([...found, ...listed])].filter(
    name => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default' && !RESERVED.has(name),
  )
  const lines = names
    .map((name, index) => `const v${index}=m[${JSON.stringify(name)}];export{v${index} as ${name}};`)
    .join('')
  const url = blobOf(`const m=globalThis.${REQUIRE}(${JSON.stringify(path)});export default m;${lines}`)
  return { ...PLAIN, url, exports: new Set(['default', ...names]) }
}

const sourceUrl = (path: string): string => `//# sourceURL=file:///var/task/${path}`

function blobOf(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
}
