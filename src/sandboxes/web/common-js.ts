/** CommonJS in a browser: each file a function, run as a classic script of its own. */
import { formatOf, parseJsonFile, resolveFile, type SourceFiles } from '../../guest/resolve.ts'
import { parseSource } from '../../guest/source.ts'
import { nameAddress } from './stack.ts'

const REGISTER = '__warmstart_common__'

type Wrapper = (
  exports: object,
  require: (specifier: string) => unknown,
  module: { exports: unknown },
  filename: string,
  dirname: string,
) => void

/** What Chromium puts before the message of a script that does not parse. */
const IMPORT_SCRIPTS_PREFIX = /^Failed to execute 'importScripts' on 'WorkerGlobalScope': /

export class CommonJs {
  readonly #files: SourceFiles
  readonly #builtIn: (name: string, from: string) => unknown
  readonly #prepare: (path: string) => string
  readonly #importScripts: (url: string) => void
  readonly #loaded = new Map<string, { exports: unknown }>()
  #wrapper: Wrapper | null = null

  constructor(
    files: SourceFiles,
    builtIn: (name: string, from: string) => unknown,
    prepare: (path: string) => string,
    importScripts: (url: string) => void,
  ) {
    this.#files = files
    this.#builtIn = builtIn
    this.#prepare = prepare
    this.#importScripts = importScripts
    Object.defineProperty(globalThis, REGISTER, {
      value: (wrapper: Wrapper) => {
        this.#wrapper = wrapper
      },
    })
  }

  /** `module.exports` of a file; loaded once. Cycles see what is there so far, as in Node. */
  load(path: string): unknown {
    const known = this.#loaded.get(path)
    if (known !== undefined) return known.exports
    if (formatOf(path, this.#files) === 'json') return this.#loadJson(path)
    const module: { exports: unknown } = { exports: {} }
    this.#loaded.set(path, module)
    try {
      this.#run(path, module)
    } catch (error) {
      this.#loaded.delete(path)
      throw error
    }
    return module.exports
  }

  #loadJson(path: string): unknown {
    const module = { exports: parseJsonFile(path, this.#files) }
    this.#loaded.set(path, module)
    return module.exports
  }

  #run(path: string, module: { exports: unknown }): void {
    const wrapper = this.#evaluate(path)
    const directory = `/var/task/${path}`.replace(/\/[^/]*$/, '')
    const exports = Object(module.exports)
    wrapper.call(exports, exports, this.requireFrom(path), module, `/var/task/${path}`, directory)
  }

  #evaluate(path: string): Wrapper {
    // On the first line, so that no line shifts.
    const head = `${REGISTER}(function (exports, require, module, __filename, __dirname) { `
    const text = `${head}${this.#prepare(path)}\n})\n//# sourceURL=/var/task/${path}`
    const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
    nameAddress(url, `/var/task/${path}`)
    try {
      this.#importScripts(url)
    } catch (error) {
      throw cutOff(plainError(error), this.#files.get(path) ?? '')
    }
    const wrapper = this.#wrapper
    this.#wrapper = null
    if (wrapper === null) throw new SyntaxError(`/var/task/${path} did not run`)
    return wrapper
  }

  /** The `require` of a file. */
  requireFrom(from: string): (specifier: string) => unknown {
    return specifier => {
      const found = this.#ownOrNull(specifier, from)
      return found === null ? this.#builtIn(specifier, from) : this.load(found)
    }
  }

  /** A file of the function; null where the specifier names a package it does not have, which may be built in. */
  #ownOrNull(specifier: string, from: string): string | null {
    try {
      return resolveFile({ specifier, from, required: true }, this.#files)
    } catch (error) {
      if (/^[./]/.test(specifier) || Reflect.get(Object(error), 'code') !== 'MODULE_NOT_FOUND') throw error
      return null
    }
  }
}

/** A text that ends too early ends here before its wrapper does: what the wrapper's end is complained of is the text's. */
function cutOff(error: unknown, text: string): unknown {
  if (!(error instanceof SyntaxError) || error.message !== "Unexpected token ')'") return error
  try {
    parseSource(text, 'commonjs')
    return error
  } catch (parsed) {
    if (Number(Reflect.get(Object(parsed), 'pos')) < text.trimEnd().length) return error
    const message = 'Unexpected end of input'
    return Object.assign(new SyntaxError(message), { stack: `SyntaxError: ${message}` })
  }
}

function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const message = error.message.replace(IMPORT_SCRIPTS_PREFIX, '')
  if (message === error.message) return error
  const plain = error instanceof SyntaxError ? new SyntaxError(message) : new Error(message)
  plain.stack = `${plain.name}: ${message}`
  return plain
}
