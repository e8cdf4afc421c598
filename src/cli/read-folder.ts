/** Reads a folder as a deployment package. */
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceFile } from '../emulator/sandbox.ts'

/** Largest folder that is read, bytes: Lambda's own limit of an unzipped package is 250 MB. */
const FOLDER_BYTES = 250 * 1_048_576

/** A folder that cannot be deployed. The message says why. */
export class WrongFolder extends Error {
  override readonly name = 'WrongFolder'
}

export interface Folder {
  /** Text files in order of path. Names that begin with a dot are left out, as editors and systems drop them there. */
  readonly files: readonly SourceFile[]
  /** Paths of files that are no text and were left out. */
  readonly skipped: readonly string[]
  /** Packages that its package.json asks for and its `node_modules` lacks: here, nothing installs them. */
  readonly notInstalled: readonly string[]
}

/** Everything below `folder`. Throws {@link WrongFolder} where it is missing, empty or too large. */
export async function readFolder(folder: string): Promise<Folder> {
  const paths = await pathsBelow(folder)
  const files: SourceFile[] = []
  const skipped: string[] = []
  let bytes = 0
  for (const path of paths) {
    const content = await readFile(join(folder, path))
    bytes += content.length
    if (bytes > FOLDER_BYTES) throw new WrongFolder(`${folder} is larger than 250 MB, Lambda's limit of a package`)
    const text = textOf(content)
    if (text === null) skipped.push(path)
    else files.push({ path, text })
  }
  if (files.length === 0) throw new WrongFolder(`${folder} holds no file that could be deployed`)
  return { files, skipped, notInstalled: await packagesNotInstalled(folder, files) }
}

async function packagesNotInstalled(folder: string, files: readonly SourceFile[]): Promise<readonly string[]> {
  const text = files.find(({ path }) => path === 'package.json')?.text
  if (text === undefined) return []
  const missing: string[] = []
  for (const name of dependenciesOf(text)) {
    await access(join(folder, 'node_modules', name)).catch(() => missing.push(name))
  }
  return missing
}

function dependenciesOf(manifest: string): readonly string[] {
  try {
    return Object.keys(Object(Reflect.get(Object(JSON.parse(manifest)), 'dependencies')))
  } catch {
    // No JSON: who imports something learns of it from Node.
    return []
  }
}

async function pathsBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new WrongFolder(`there is no folder ${folder}`)
    if (error.code === 'ENOTDIR') throw new WrongFolder(`${folder} is no folder`)
    throw error
  })
  const visible = entries.filter(entry => !entry.name.startsWith('.'))
  const nested = visible.filter(entry => entry.isDirectory()).map(entry => pathsIn(folder, entry.name))
  const here = visible.filter(entry => entry.isFile()).map(entry => entry.name)
  return [...here, ...(await Promise.all(nested)).flat()].sort()
}

async function pathsIn(folder: string, name: string): Promise<readonly string[]> {
  return (await pathsBelow(join(folder, name))).map(path => `${name}/${path}`)
}

function textOf(content: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content)
  } catch {
    // Not UTF-8: the package holds texts only.
    return null
  }
}
