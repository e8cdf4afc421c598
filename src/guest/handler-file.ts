/**
 * Finding the handler's file as the runtime client does (lambda-semantics 1.2 #30): the path as it is, then with each
 * ending, then as a package. aws-lambda-ric 4.0.2 imports what it finds, so that a folder of that name is an error; the
 * client of nodejs22.x (3.3.0) requires the path as it is, and takes a folder for a package.
 */
import { nodeError } from './node-error.ts'
import {
  absolutePath,
  fieldOf,
  findFile,
  findPackage,
  formatOf,
  missingModule,
  requireOfModule,
  type SourceFiles,
  TASK_ROOT,
} from './resolve.ts'

/** Lambda's order of endings. */
const ENDINGS = ['.js', '.mjs', '.cjs'] as const
/** The file of the runtime client that loads the handler. */
const CLIENT = '/var/runtime/index.mjs'

/** The file of `module` (`lib/index` of `lib/index.handler`). Throws what the client does where there is none. */
export function handlerFile(module: string, runtime: string, files: SourceFiles): string {
  const path = absolutePath(module, '')
  if (files.has(path)) return path
  const inFolder = isFolder(path, files) ? folderEntry(path, runtime, files) : null
  if (inFolder !== null) return inFolder
  const ending = ENDINGS.find(each => files.has(path + each))
  return ending === undefined ? packageFile(path, files) : path + ending
}

function isFolder(path: string, files: SourceFiles): boolean {
  return [...files.keys()].some(file => file.startsWith(`${path}/`))
}

function folderEntry(path: string, runtime: string, files: SourceFiles): string | null {
  const manifest = files.get(`${path}/package.json`)
  const main = manifest === undefined ? undefined : fieldOf(manifest, 'main')
  const named = typeof main === 'string' ? findFile(absolutePath(main, `${path}/`), true, files) : null
  const entry = named ?? findFile(`${path}/index`, true, files)
  if (runtime === 'nodejs22.x') return entry
  const hint = entry === null ? '' : `\nDid you mean to import "/var/task/${entry}"?`
  const message = `Directory import '/var/task/${path}' is not supported resolving ES modules imported from ${CLIENT}${hint}`
  throw nodeError(Error, message, { code: 'ERR_UNSUPPORTED_DIR_IMPORT', url: TASK_ROOT + path })
}

/** By `require.resolve` of the last part of the path, from `/var/task` and the folder before it. */
function packageFile(path: string, files: SourceFiles): string {
  const slash = path.lastIndexOf('/')
  const specifier = path.slice(slash + 1)
  const folders = ['', path.slice(0, slash + 1)]
  for (const folder of folders) {
    const found = findPackage({ specifier, from: `${folder}index.js`, required: true }, files)
    if (found === null) continue
    if (formatOf(found, files) === 'module') throw requireOfModule(found, CLIENT)
    return found
  }
  throw missingModule(specifier, [CLIENT])
}
