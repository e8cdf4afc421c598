/** The packages of a home in Node: files that the build made. */
import { readFile } from 'node:fs/promises'
import type { PackageSource } from '../emulator/packages.ts'
import type { SourceFile } from '../emulator/sandbox.ts'

const FOLDER = new URL('../../.cache/bundles/', import.meta.url)

/** Reads them where the build put them. */
export const nodePackages: PackageSource = {
  fetch: async name => {
    const files: SourceFile[] = JSON.parse(await readFile(new URL(`package-${name}.json`, FOLDER), 'utf8'))
    return files
  },
}
