/**
 * Packages that a function may import without bringing them: the home has each, and it lies in the function's
 * `node_modules` as a deployment package would have it there. A package that the function brings itself wins.
 */
import type { SourceFile } from './sandbox.ts'

/** Names of the packages. */
export const PACKAGES = ['pg', 'hono'] as const
/** A package that a home can lay beside a function's files. */
export type PackageName = (typeof PACKAGES)[number]

/** Where a home has them: the files of each, below its own folder. */
export interface PackageSource {
  fetch(name: PackageName): Promise<readonly SourceFile[]>
}

/** The packages of one emulator, each fetched once. */
export class PackageShelf {
  readonly #source: PackageSource | null
  readonly #files = new Map<PackageName, readonly SourceFile[]>()

  constructor(source: PackageSource | null) {
    this.#source = source
  }

  /** Fetches what these files ask for; gives the names. Rejects where one cannot be fetched. */
  async fetchFor(files: readonly SourceFile[]): Promise<readonly PackageName[]> {
    const source = this.#source
    if (source === null) return []
    const names = wantedBy(files)
    for (const name of names) if (!this.#files.has(name)) this.#files.set(name, await source.fetch(name))
    return names
  }

  /** The files that lie beside these. */
  beside(files: readonly SourceFile[]): readonly SourceFile[] {
    return wantedBy(files).flatMap(name =>
      (this.#files.get(name) ?? []).map(({ path, text }) => ({ path: `node_modules/${name}/${path}`, text })),
    )
  }
}

/** How code asks for each. */
const ASKS = new Map(
  PACKAGES.map(name => [name, new RegExp(`(from|import|require\\()\\s*\\(?['"]${name}(/[^'"]*)?['"]`)] as const),
)

function wantedBy(files: readonly SourceFile[]): readonly PackageName[] {
  return PACKAGES.filter(name => {
    if (files.some(({ path }) => path.startsWith(`node_modules/${name}/`))) return false
    return files.some(({ text }) => ASKS.get(name)?.test(text))
  })
}
