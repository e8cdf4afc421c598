/** The function's files, with the packages that npm installed on the real disk behind them. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceFile } from '../../emulator/sandbox.ts'
import type { SourceFiles } from '../../guest/resolve.ts'

/**
 * The files by path. With `packages`, the folder that holds a `node_modules`, files below `node_modules` are read from there
 * as they are asked for; a function without a package.json has none. Own files win. Keys are those of the own files.
 */
export function sourceFiles(files: readonly SourceFile[], packages: string | null): SourceFiles {
  const own = new Map(files.map(({ path, text }) => [path, text]))
  return packages !== null && own.has('package.json') ? new InstalledFiles(own, packages) : own
}

class InstalledFiles extends Map<string, string> {
  readonly #folder: string
  readonly #read = new Map<string, string | undefined>()

  constructor(own: SourceFiles, folder: string) {
    super(own)
    this.#folder = folder
  }

  override get(path: string): string | undefined {
    const own = super.get(path)
    if (own !== undefined || !isInstalled(path)) return own
    if (!this.#read.has(path)) this.#read.set(path, textOf(join(this.#folder, path)))
    return this.#read.get(path)
  }

  override has(path: string): boolean {
    return this.get(path) !== undefined
  }
}

/** Nothing above the folder is reached: resolving has taken `..` away. */
const isInstalled = (path: string): boolean => path.startsWith('node_modules/') && !path.split('/').includes('..')

function textOf(file: string): string | undefined {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(file, 'utf8') : undefined
}
