/** Copies of the source in which one behaviour is switched off, and what a scenario says of them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Mutation, ROOT, type ShownRow } from './rows.ts'

const root = fileURLToPath(ROOT)
const MUTANTS = join(root, '.cache', 'mutants')
const BUNDLE = join('.cache', 'bundles', 'guest-node.mjs')
const REPLAY = fileURLToPath(new URL('replay-mutant.ts', import.meta.url))
/** What a node home is made of. The rest of the command line runs as it is. */
const HOME_ROOMS = ['emulator', 'guest', 'homes', 'link', 'postgres', 'sandboxes']
/** Sources that are part of the guest's bundle. */
const IN_BUNDLE = /^src\/(guest|sandboxes)\//

/** A behaviour that is switched off may leave a replay waiting for ever: it is ended then, ms. */
const LONGEST_MS = 100_000

/** How often the text to be changed occurs in its file. */
export function occurrences({ file, find }: Mutation): number {
  return readFileSync(join(root, file), 'utf8').split(find).length - 1
}

/** What a replay came to: its exit code (1 where an expectation did not hold) and what it said. */
export interface Replayed {
  readonly code: number | null
  readonly said: string
}

/** Replays the row's scenario on the node engine of a source in which the row's behaviour is switched off. */
export async function replayMutant({ id, scenario, mutation }: ShownRow): Promise<Replayed> {
  const folder = join(MUTANTS, id)
  rmSync(folder, { recursive: true, force: true })
  try {
    copySource(folder)
    change(folder, mutation)
    const built = IN_BUNDLE.test(mutation.file) ? ['--import', join(folder, 'scripts', 'ensure-bundles.ts')] : []
    if (built.length === 0) copyFileSync(join(root, BUNDLE), join(folder, BUNDLE))
    return await run([...built, REPLAY, join(folder, 'src', 'homes', 'node.ts'), join(root, scenario)])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function copySource(folder: string): void {
  mkdirSync(join(folder, '.cache', 'bundles'), { recursive: true })
  for (const room of HOME_ROOMS) cpSync(join(root, 'src', room), join(folder, 'src', room), { recursive: true })
  mkdirSync(join(folder, 'scripts'))
  for (const name of ['bundles.ts', 'ensure-bundles.ts', 'packages.ts', 'postgres-files.ts']) {
    copyFileSync(join(root, 'scripts', name), join(folder, 'scripts', name))
  }
  // What functions may import, and a fresh database, are no part of what is changed.
  symlinkSync(join(root, '.cache', 'postgres'), join(folder, '.cache', 'postgres'))
  for (const name of readdirSync(join(root, '.cache', 'bundles'))) {
    if (name.startsWith('package-'))
      copyFileSync(join(root, '.cache', 'bundles', name), join(folder, '.cache', 'bundles', name))
  }
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json']) {
    symlinkSync(join(root, name), join(folder, name))
  }
}

function change(folder: string, { file, find, replace }: Mutation): void {
  const path = join(folder, file)
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(find, () => replace),
  )
}

async function run(args: readonly string[]): Promise<Replayed> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, '.cache', 'compiled') },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  await once(child, 'close')
  return { code: child.exitCode, said }
}
