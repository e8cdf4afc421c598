/**
 * The file system of one runtime: `/var/task` with the function, read-only; `/var/runtime` with AWS's client;
 * `/var/lang/bin/node`; a `/tmp` of its own with its quota; the machine's libraries. It is mounted in the mount
 * namespace of this process (`unshare --mount`), so that the machine sees nothing of it.
 */
import { execFile } from 'node:child_process'
import { lstatSync, mkdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { SourceFile } from '../../emulator/sandbox.ts'
import { importsOutside, outsidePackage } from './outside-channel.ts'
import type { RicClient } from './provider.ts'

/** What a runtime's file system is made of. */
export interface RootParts {
  /** An empty folder. */
  readonly folder: string
  readonly client: RicClient
  /** `guest-clock.so`. */
  readonly clockLibrary: string
  readonly files: readonly SourceFile[]
  readonly tmpBytes: number
}

/** Of the machine: what programs are linked against, devices, processes. */
const OF_THE_MACHINE = ['bin', 'lib', 'lib32', 'lib64', 'sbin', 'usr', 'dev', 'proc']
/** Of these, what must be written to. */
const LIVE = ['dev', 'proc']
/** The user that Lambda runs functions as, and its ids (lambda-semantics 1.5). */
const USER = 'sbx_user1051:x:993:990::/home/sbx_user1051:/sbin/nologin\n'
const GROUP = 'sbx_user1051:x:990:\n'

/** Where the runtime finds the library and the file that move its clock. */
export const CLOCK_LIBRARY = '/run/guest-clock.so'
export const CLOCK_FILE = '/run/clock'

/** Mounts it all below `parts.folder`. Rejects with what `mount` said. */
export async function mountRoot(parts: RootParts): Promise<void> {
  const { folder, client, clockLibrary, files, tmpBytes } = parts
  // One shell for all: nothing else here may stand still meanwhile, other guests' time runs.
  await run('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'warmstart', folder])
  for (const path of ['etc', 'opt', 'run', 'tmp', 'var/lang/bin', 'var/runtime', 'var/task']) {
    mkdirSync(join(folder, path), { recursive: true })
  }
  const machine = OF_THE_MACHINE.filter(name => placeMachine(folder, name))
  writeFileSync(join(folder, 'etc', 'passwd'), USER)
  writeFileSync(join(folder, 'etc', 'group'), GROUP)
  for (const path of ['var/lang/bin/node', CLOCK_LIBRARY]) writeFileSync(join(folder, path), '')
  await run('mount', ['-t', 'tmpfs', '-o', 'mode=755', 'warmstart', join(folder, 'var/task')])
  placeFiles(join(folder, 'var/task'), files)
  placeFiles(join(folder, 'node_modules/outside'), importsOutside(files) ? outsidePackage() : [])
  const bound = machine.flatMap(name => [
    `mount --rbind /${name} "$1/${name}"`,
    ...(LIVE.includes(name) ? [] : [readOnly(name)]),
  ])
  const values = [folder, client.folder, client.node, clockLibrary, String(tmpBytes)]
  await run('sh', ['-ec', [...bound, ...MOUNTS].join('\n'), 'sh', ...values])
}

/** What must never be changed from below `$1`, whoever removes a folder there. */
const readOnly = (path: string): string => `mount -o remount,bind,ro "$1/${path}"`

/** `$1` folder, `$2` client, `$3` node, `$4` clock library, `$5` bytes of `/tmp`. */
const MOUNTS = [
  'mount -t tmpfs -o "mode=1777,size=$5" warmstart "$1/tmp"',
  // As a whole, not this view of it: a function that may not write is told so, whoever owns the file.
  'mount -o remount,ro "$1/var/task"',
  'mount --bind "$2" "$1/var/runtime"',
  readOnly('var/runtime'),
  'mount --bind "$3" "$1/var/lang/bin/node"',
  readOnly('var/lang/bin/node'),
  `mount --bind "$4" "$1${CLOCK_LIBRARY}"`,
  readOnly(CLOCK_LIBRARY.slice(1)),
]

/** Takes it away again, also while something still uses it. */
export async function unmountRoot(folder: string): Promise<void> {
  await run('umount', ['--recursive', '--lazy', folder])
}

/** A place for a folder of the machine, or the link that it is; true where it must be mounted. */
function placeMachine(folder: string, name: string): boolean {
  const found = lstatSync(`/${name}`, { throwIfNoEntry: false })
  if (found === undefined) return false
  if (found.isSymbolicLink()) symlinkSync(readlinkSync(`/${name}`), join(folder, name))
  else mkdirSync(join(folder, name))
  return !found.isSymbolicLink()
}

function placeFiles(folder: string, files: readonly SourceFile[]): void {
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

const run = promisify(execFile)
