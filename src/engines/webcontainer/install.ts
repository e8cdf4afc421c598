/**
 * `npm install` for a function with a package.json, in the container: its packages lie on the container's real disk before
 * the code that imports them runs. What fails is told, and keeps nothing from being deployed.
 */
import type { Container } from './container.ts'
import { FUNCTION_FOLDER, type FunctionFile, FunctionFolder } from './function-folder.ts'

/** Where an installation stands; null before the first. Times in ms. */
export type InstallState =
  | { readonly kind: 'installing'; readonly packages: readonly string[]; readonly elapsedMs: number }
  | { readonly kind: 'installed'; readonly packages: readonly string[]; readonly ms: number }
  | { readonly kind: 'failed'; readonly why: InstallFailure; readonly reason: string }

/** `manifest`: package.json is no JSON. `npm`: npm says no. `slow`: it did not end within its time. */
export type InstallFailure = 'manifest' | 'npm' | 'slow'

/** npm may take this long, ms: a cold cache and a slow network, of a few packages. */
export const INSTALL_MS = 120_000
/** How often the elapsed time is told, ms. */
const TELL_EVERY_MS = 1_000
/** What npm said last explains best why it failed. */
const SAID_CHARACTERS = 600
const MANIFEST = 'package.json'
const LOCK = 'package-lock.json'

/** What an installer is given from outside. */
export interface InstallerParts {
  readonly container: Container
  tell(state: InstallState): void
  now(): number
  /** Calls back after `ms`; returns a function that cancels. */
  after(ms: number, callback: () => void): () => void
}

/** Keeps one function's folder, and what is installed in it, in step with what is deployed. */
export class Installer {
  readonly #parts: InstallerParts
  readonly #folder: FunctionFolder
  /** What the last installation that went well was made from. */
  #installed: string | null = null

  constructor(parts: InstallerParts) {
    this.#parts = parts
    this.#folder = new FunctionFolder(parts.container)
  }

  /** Writes the files and installs what their package.json asks for, if it changed. Never rejects. */
  async prepare(files: readonly FunctionFile[]): Promise<void> {
    try {
      await this.#folder.write(files)
      const packages = packagesOf(files)
      const made = madeFrom(files)
      if (packages.length === 0 || made === this.#installed) return
      if (await this.#install(packages, files)) this.#installed = made
    } catch (error) {
      const why = error instanceof SyntaxError ? 'manifest' : 'npm'
      this.#parts.tell({ kind: 'failed', why, reason: error instanceof Error ? error.message : String(error) })
    }
  }

  async #install(packages: readonly string[], files: readonly FunctionFile[]): Promise<boolean> {
    const { container, tell, now, after } = this.#parts
    const began = now()
    let cancelTell = (): void => {}
    const telling = (): void => {
      tell({ kind: 'installing', packages, elapsedMs: now() - began })
      cancelTell = after(TELL_EVERY_MS, telling)
    }
    telling()
    try {
      const lock = files.some(({ path }) => path === LOCK) ? [] : ['--no-package-lock']
      const flags = ['--omit=dev', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error', ...lock]
      const process = await container.spawn('npm', ['install', ...flags], {
        cwd: FUNCTION_FOLDER,
        env: { NO_COLOR: '1', FORCE_COLOR: '0', NO_UPDATE_NOTIFIER: '1' },
      })
      const said = collect(process.output)
      const ended = await within(INSTALL_MS, process.exit, after)
      if (ended === null) process.kill()
      if (ended === 0) tell({ kind: 'installed', packages, ms: now() - began })
      else tell({ kind: 'failed', why: ended === null ? 'slow' : 'npm', reason: said() })
      return ended === 0
    } finally {
      cancelTell()
    }
  }
}

/** Names of the packages that a function's package.json asks for. Throws a SyntaxError where it is no JSON. */
export function packagesOf(files: readonly FunctionFile[]): readonly string[] {
  const text = files.find(({ path }) => path === MANIFEST)?.text
  if (text === undefined || text.trim() === '') return []
  const manifest: unknown = JSON.parse(text)
  const dependencies: unknown = Reflect.get(Object(manifest), 'dependencies')
  return typeof dependencies === 'object' && dependencies !== null ? Object.keys(dependencies) : []
}

/** What npm reads of the function: the manifests, and the packages that lie among its files. */
function madeFrom(files: readonly FunctionFile[]): string {
  const local = /"file:/.test(files.find(({ path }) => path === MANIFEST)?.text ?? '')
  const read = files.filter(({ path }) => path === MANIFEST || path === LOCK || (local && path.includes('/')))
  return JSON.stringify(read.map(({ path, text }) => [path, text]))
}

/** Reads the output, which may never end; gives its last words so far. */
function collect(output: ReadableStream<string>): () => string {
  let said = ''
  const read = async (): Promise<void> => {
    const reader = output.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      said = (said + value).slice(-SAID_CHARACTERS * 2)
    }
  }
  // An output that breaks has said what it had to say.
  read().catch(() => {})
  return () => plain(said).slice(-SAID_CHARACTERS)
}

/** Without the terminal's colours and the path of npm's own log, which nobody can open there. */
function plain(text: string): string {
  const lines = text.replace(ESCAPES, '').split(/\r?\n|\r/)
  return lines
    .map(line => line.replace(/^npm error /, '').trim())
    .filter(line => line !== '' && !/A complete log of this run|^\/.*debug-\d\.log$/.test(line))
    .join(' ')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal's escape sequences begin with one.
const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]/g

/** What it resolves with; null where it has not by then. */
function within<T>(ms: number, awaited: Promise<T>, after: InstallerParts['after']): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const cancel = after(ms, () => resolve(null))
    awaited.then(value => {
      cancel()
      resolve(value)
    }, reject)
  })
}
