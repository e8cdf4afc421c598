/** Finding modules below `/var/task`, the same in every host: the handler's file, relative paths, packages (lambda-semantics 1.2 #30). */

import { exports as exportsOf, imports as importsOf } from 'resolve.exports'
import { nodeError } from './node-error.ts'

/** The function's files: path below `/var/task` to text. */
export type SourceFiles = ReadonlyMap<string, string>

/** How a file is loaded (lambda-semantics 1.2: by its extension, `.js` by the nearest package.json). */
export type ModuleFormat = 'module' | 'commonjs' | 'json'

/** Where a function's files lie on Lambda, as a URL. */
export const TASK_ROOT = 'file:///var/task/'

/** Lambda turns off Node's guessing: the ending and the nearest package.json decide. */
export function formatOf(path: string, files: SourceFiles): ModuleFormat {
  if (path.endsWith('.json')) return 'json'
  if (path.endsWith('.mjs')) return 'module'
  if (path.endsWith('.cjs')) return 'commonjs'
  return nearestType(path, files) === 'module' ? 'module' : 'commonjs'
}

function nearestType(path: string, files: SourceFiles): unknown {
  for (let end = path.lastIndexOf('/'); ; end = path.lastIndexOf('/', end - 1)) {
    const text = files.get(`${end < 0 ? '' : path.slice(0, end + 1)}package.json`)
    if (text !== undefined) return fieldOf(text, 'type')
    if (end < 0) return undefined
  }
}

/** A field of a package.json; undefined where it is broken. */
export function fieldOf(json: string, field: string): unknown {
  try {
    const parsed: unknown = JSON.parse(json)
    return typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, field) : undefined
  } catch {
    // A broken package.json says nothing; whoever imports it is told so.
    return undefined
  }
}

/** What a specifier leads to: a file of the function, or a built-in module. */
export interface Resolution {
  readonly specifier: string
  /** The importing file, below `/var/task`. */
  readonly from: string
  /** True for `require`, which tries endings; `import` wants the exact file. */
  readonly required: boolean
}

/** The file a specifier means. Throws Node's own error where there is none, or where `require` meets an ES module. */
export function resolveFile(resolution: Resolution, files: SourceFiles): string {
  const { from, required } = resolution
  const path = findOwn(resolution, files)
  if (path === null) throw notFound(resolution)
  if (required && formatOf(path, files) === 'module') throw requireOfModule(path, `/var/task/${from}`)
  return path
}

function findOwn(resolution: Resolution, files: SourceFiles): string | null {
  const { specifier, from, required } = resolution
  if (isPath(specifier)) return findFile(absolutePath(specifier, from), required, files)
  return specifier.startsWith('#') ? findInternal(resolution, files) : findPackage(resolution, files)
}

const isPath = (specifier: string): boolean => /^(\.{1,2}(\/|$)|\/|file:)/.test(specifier)

/** A path below `/var/task`, as `from` says it. */
export function absolutePath(specifier: string, from: string): string {
  const bare = specifier.replace(/^file:\/\//, '').replace(/^\/var\/task\//, '/')
  const base = bare.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of bare.split('/')) {
    if (step === '..') base.pop()
    else if (step !== '' && step !== '.') base.push(step)
  }
  return base.join('/')
}

/** A file, or where it is `required` what it leads to with an ending or as a folder; null where there is none. */
export function findFile(path: string, required: boolean, files: SourceFiles): string | null {
  if (files.has(path)) return path
  if (!required) return null
  const prefix = path === '' ? '' : path
  const tries = ['.js', '.json', '/index.js', '/index.json'].map(ending => prefix + ending)
  return tries.find(each => files.has(each)) ?? null
}

/** `imports` of the nearest package.json, for specifiers that begin with `#`. */
function findInternal(resolution: Resolution, files: SourceFiles): string | null {
  const { specifier, from, required } = resolution
  for (let folder = from; folder !== ''; ) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))
    const base = folder === '' ? '' : `${folder}/`
    const text = files.get(`${base}package.json`)
    if (text === undefined) continue
    const target = firstTarget(() => importsOf(manifest(text), specifier, { require: required }))
    return target === null ? null : findFile(base + target, false, files)
  }
  return null
}

/** A file of a package in a `node_modules` of `from` or above it; null where there is none. */
export function findPackage(resolution: Resolution, files: SourceFiles): string | null {
  const { specifier, from } = resolution
  const [, name = specifier, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? []
  for (let folder = from; ; ) {
    const slash = folder.lastIndexOf('/')
    folder = slash < 0 ? '' : folder.slice(0, slash)
    const base = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    const found = findInPackage(base, rest, resolution, files)
    if (found !== null) return found
    if (slash < 0) return null
  }
}

function findInPackage(base: string, rest: string, { required }: Resolution, files: SourceFiles): string | null {
  const text = files.get(`${base}/package.json`)
  if (text !== undefined && fieldOf(text, 'exports') !== undefined) {
    const target = firstTarget(() => exportsOf(manifest(text), rest === '' ? '.' : `.${rest}`, { require: required }))
    if (target === null) throw notExported(base, rest)
    return findFile(`${base}/${target}`, false, files)
  }
  if (rest !== '') return findFile(base + rest, required, files)
  const main = text === undefined ? undefined : fieldOf(text, 'main')
  const entry = typeof main === 'string' ? main.replace(/^\.\//, '') : 'index.js'
  return findFile(`${base}/${entry}`, true, files) ?? findFile(`${base}/index`, true, files)
}

/** The library's answer as a path below the package; null where it throws, which is how it says "none". */
function firstTarget(look: () => unknown): string | null {
  try {
    const found = look()
    const target: unknown = Array.isArray(found) ? found[0] : undefined
    return typeof target === 'string' ? target.replace(/^\.\//, '') : null
  } catch {
    // No such path, or no target for these conditions.
    return null
  }
}

interface Manifest {
  readonly name: string
}

function manifest(json: string): Manifest {
  const parsed: unknown = JSON.parse(json)
  return { name: '', ...(typeof parsed === 'object' && parsed) }
}

function notExported(base: string, rest: string): Error {
  const file = `/var/task/${base}/package.json`
  const what = rest === '' ? 'No "exports" main defined' : `Package subpath '.${rest}' is not defined by "exports"`
  return nodeError(Error, `${what} in ${file}`, { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' })
}

function notFound({ specifier, from, required }: Resolution): Error {
  const importer = `/var/task/${from}`
  if (required) return missingModule(specifier, [importer])
  const code = 'ERR_MODULE_NOT_FOUND'
  if (!isPath(specifier))
    return nodeError(Error, `Cannot find package '${specifier}' imported from ${importer}`, { code })
  const path = absolutePath(specifier, from)
  const message = `Cannot find module '/var/task/${path}' imported from ${importer}`
  return nodeError(Error, message, { code, url: TASK_ROOT + path })
}

/** Node's error for a `require` of what is not there; `requireStack` names who asked. */
export function missingModule(specifier: string, requireStack: readonly string[]): Error {
  const message = `Cannot find module '${specifier}'\nRequire stack:${requireStack.map(file => `\n- ${file}`).join('')}`
  return Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND', requireStack })
}

/** Node's error for an import of JSON that does not say so. */
export function missingJsonAttribute(path: string): Error {
  const message = `Module "${TASK_ROOT}${path}" needs an import attribute of "type: json"`
  return nodeError(TypeError, message, { code: 'ERR_IMPORT_ATTRIBUTE_MISSING' })
}

/** The JSON of a file; what does not parse is told with the file's name, as in Node. */
export function parseJsonFile(path: string, files: SourceFiles): unknown {
  try {
    return JSON.parse(files.get(path) ?? '')
  } catch (error) {
    if (error instanceof Error) error.message = `/var/task/${path}: ${error.message}`
    throw error
  }
}

/** Lambda turns require(esm) off; Node's text. */
export function requireOfModule(path: string, from: string): Error {
  const file = `/var/task/${path}`
  const what = path.endsWith('.mjs') ? file : `${path.slice(path.lastIndexOf('/') + 1)} in ${from}`
  const message = `require() of ES Module ${file} from ${from} not supported.\nInstead change the require of ${what} to a dynamic import() which is available in all CommonJS modules.`
  return nodeError(Error, message, { code: 'ERR_REQUIRE_ESM' })
}
