/**
 * Linking where Node's module hooks are missing: the function's files are written to a folder, their specifiers rewritten
 * to what they mean, and Node loads them from there. An ending of our own tells Node the format, a `sourceURL` gives stacks
 * the file's place on Lambda.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import nodeModule, { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { handlerFile } from '../../guest/handler-file.ts'
import type { GuestHost, LinkRequest } from '../../guest/host.ts'
import { DYNAMIC_IMPORT, editCommonJs, readModule, type StaticImport } from '../../guest/module-text.ts'
import { formatOf, missingJsonAttribute, parseJsonFile, resolveFile, type SourceFiles } from '../../guest/resolve.ts'
import { builtInModule, hideGlobal, hideGlobals } from './built-in-text.ts'
import { enterCommonJs, MADE_REQUIRE } from './common-js-text.ts'
import { sourceFiles } from './installed-files.ts'

const ENDINGS = { module: '.mjs', commonjs: '.cjs', json: '.json' } as const
/** What Node loads as code or data; the rest only the file system of the guest shows. */
const LOADED = /\.(mjs|cjs|js|json)$|(^|\/)[^./]+$/

/** A linker for one runtime that writes below `folder`. */
export function createFileLinker(folder: string, packages: string | null): GuestHost['link'] {
  return request => new FileLinker(request, folder, packages).load()
}

type Require = (specifier: string) => unknown

class FileLinker {
  readonly #request: LinkRequest
  readonly #folder: string
  readonly #files: SourceFiles
  readonly #modules: ReadonlyMap<string, unknown>
  readonly #imports = new Map<string, readonly StaticImport[]>()
  /** Specifiers as they were written, by the address they were rewritten to. */
  readonly #written = new Map<string, string>()
  readonly #json = new Map<string, unknown>()
  readonly #prepared = new Set<string>()
  /** Files that could not be rewritten, with the reason: thrown when they are imported, before anything runs. */
  readonly #broken = new Map<string, unknown>()
  readonly #builtIns = new Set<string>()

  constructor(request: LinkRequest, folder: string, packages: string | null) {
    this.#request = request
    this.#folder = folder
    this.#files = sourceFiles(request.command.files, packages)
    this.#modules = new Map([...request.modules, ['module', this.#moduleModule()]])
  }

  async load(): Promise<{ readonly exports: unknown }> {
    hideGlobals({ reader: this.#request.reader, modules: this.#modules })
    hideGlobal(DYNAMIC_IMPORT, this.#dynamic)
    hideGlobal(MADE_REQUIRE, (path: string, real: Require) => this.#require(path, real))
    const path = handlerFile(this.#request.module, this.#request.command.runtime, this.#files)
    this.#writeAll()
    if (formatOf(path, this.#files) !== 'module') {
      return { exports: this.#mended(() => this.#require('index.js', createRequire(`${this.#folder}/`))(`./${path}`)) }
    }
    this.#check(path, new Set())
    return { exports: await this.#import(this.#urlOf(path)) }
  }

  /** `import(specifier, options)` in the file `from`. */
  readonly #dynamic = async (from: string, specifier: unknown, options?: unknown): Promise<unknown> => {
    const type: unknown = Reflect.get(Object(Reflect.get(Object(options), 'with')), 'type')
    const target = this.#target(String(specifier), from)
    if (target.json !== null && type !== 'json') throw missingJsonAttribute(target.json)
    if (target.json !== null) return { default: this.#parsed(target.json) }
    return this.#import(target.url)
  }

  /** The function's own; files of packages follow as something leads to them. */
  #writeAll(): void {
    for (const path of this.#files.keys()) if (LOADED.test(path)) this.#prepare(path)
  }

  #prepare(path: string): void {
    if (this.#prepared.has(path)) return
    this.#prepared.add(path)
    try {
      this.#write(path, this.#textOf(path))
    } catch (error) {
      this.#broken.set(path, error)
    }
  }

  #textOf(path: string): string {
    const text = this.#files.get(path) ?? ''
    const format = formatOf(path, this.#files)
    if (format === 'json') return text
    const prepared = this.#request.instrument(path, text, format)
    const source = `\n//# sourceURL=file:///var/task/${path}`
    if (format === 'commonjs') return enterCommonJs(path, editCommonJs(path, prepared)) + source.replace('file://', '')
    const module = readModule(path, prepared)
    // Does not parse: Node is to word its own error.
    if (module === null) return text + source
    this.#imports.set(path, module.imports)
    for (const { specifier, start, end, type } of module.imports) {
      const { url } = this.#target(specifier, path)
      this.#written.set(url, specifier)
      module.edited.overwrite(start, end, JSON.stringify(url) + (type === null ? '' : ` with { type: "${type}" }`))
    }
    return module.edited.toString() + source
  }

  #write(path: string, text: string): void {
    const file = this.#fileOf(path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  /** Node refuses a graph before any of it runs; what is wrong here would show only when its turn came. */
  #check(path: string, seen: Set<string>): void {
    if (seen.has(path)) return
    seen.add(path)
    if (this.#broken.has(path)) throw this.#broken.get(path)
    for (const { specifier, type } of this.#imports.get(path) ?? []) {
      if (this.#isBuiltIn(specifier)) continue
      const target = resolveFile({ specifier, from: path, required: false }, this.#files)
      const isJson = formatOf(target, this.#files) === 'json'
      if (isJson && type !== 'json') throw missingJsonAttribute(target)
      if (isJson) this.#parsed(target)
      else this.#check(target, seen)
    }
  }

  #isBuiltIn(specifier: string): boolean {
    return this.#modules.has(bare(specifier)) || nodeModule.isBuiltin(specifier)
  }

  #target(specifier: string, from: string): { readonly url: string; readonly json: string | null } {
    const name = bare(specifier)
    if (this.#modules.has(name)) return { url: this.#builtInUrl(name), json: null }
    if (nodeModule.isBuiltin(specifier)) return { url: specifier, json: null }
    const path = resolveFile({ specifier, from, required: false }, this.#files)
    this.#prepare(path)
    return { url: this.#urlOf(path), json: formatOf(path, this.#files) === 'json' ? path : null }
  }

  #builtInUrl(name: string): string {
    const path = `built-ins/${name}`
    const file = join(this.#folder, `${path}.mjs`)
    if (!this.#builtIns.has(name)) {
      this.#builtIns.add(name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, builtInModule(name, this.#modules.get(name)))
    }
    return pathToFileURL(file).href
  }

  #require(from: string, real: Require): Require {
    const required: Require = specifier => {
      const name = bare(specifier)
      if (this.#modules.has(name)) return this.#modules.get(name)
      if (nodeModule.isBuiltin(specifier)) return real(specifier)
      const path = resolveFile({ specifier, from, required: true }, this.#files)
      if (formatOf(path, this.#files) === 'json') return this.#parsed(path)
      this.#prepare(path)
      return real(this.#fileOf(path))
    }
    const resolve = (specifier: string): string =>
      this.#isBuiltIn(specifier)
        ? specifier
        : `/var/task/${resolveFile({ specifier, from, required: true }, this.#files)}`
    return Object.assign(required, { resolve, cache: Reflect.get(real, 'cache'), main: undefined })
  }

  /** `node:module`, whose `createRequire` knows the function's files. */
  #moduleModule(): object {
    const real = createRequire(`${this.#folder}/`)
    const made = (from: string | URL): Require =>
      this.#require(String(from).replace(/^(file:\/\/)?\/var\/task\//, ''), real)
    return { ...Object.fromEntries(Object.entries(nodeModule)), createRequire: made }
  }

  #parsed(path: string): unknown {
    if (!this.#json.has(path)) this.#json.set(path, parseJsonFile(path, this.#files))
    return this.#json.get(path)
  }

  async #import(url: string): Promise<unknown> {
    try {
      return await import(url)
    } catch (error) {
      throw this.#mend(error)
    }
  }

  #mended<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      throw this.#mend(error)
    }
  }

  /** Node's own words name our addresses where the function has its specifiers and places. */
  #mend(error: unknown): unknown {
    if (!(error instanceof Error) || !error.message.includes(this.#folder)) return error
    const message = this.#plain(error.message)
    const stack = error.stack?.split('\n').map(line => this.#plain(line))
    error.message = message
    if (stack !== undefined) error.stack = stack.join('\n')
    return error
  }

  #plain(text: string): string {
    let plain = text
    for (const [url, specifier] of this.#written) plain = plain.replaceAll(url, specifier)
    const folder = `${this.#folder}/task/`
    return plain.replaceAll(`${pathToFileURL(folder).href}`, 'file:///var/task/').replaceAll(folder, '/var/task/')
  }

  #fileOf(path: string): string {
    return join(this.#folder, 'task', path + ENDINGS[formatOf(path, this.#files)])
  }

  #urlOf(path: string): string {
    return pathToFileURL(this.#fileOf(path)).href
  }
}

const bare = (specifier: string): string => specifier.replace(/^node:/, '')
