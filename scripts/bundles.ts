/**
 * The bundles that run away from the page and from Vite: each one self-contained file in `.cache/bundles/`, built by
 * Rolldown when a source below `src` or this file is newer.
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const ROOT = new URL('../', import.meta.url)
const FOLDER = new URL('.cache/bundles/', ROOT)

export interface BundleEntry {
  /** Source, relative to the repository. */
  readonly source: string
  /** File in `.cache/bundles/`. */
  readonly file: string
  readonly platform: 'node' | 'browser'
  readonly format: 'esm' | 'iife'
  /** Folders and files below the repository whose change makes it stale. */
  readonly watched: readonly string[]
  /** Names that are imported from elsewhere than they say. */
  readonly alias?: Readonly<Record<string, string>>
}

const GUEST_SOURCES = ['src/guest', 'src/emulator', 'package-lock.json', 'scripts/bundles.ts'] as const

/** Every bundle by name. */
export const BUNDLES: Readonly<Record<string, BundleEntry>> = {
  'guest-node': {
    source: 'src/sandboxes/node/worker.ts',
    file: 'guest-node.mjs',
    platform: 'node',
    format: 'esm',
    watched: [...GUEST_SOURCES, 'src/sandboxes/node'],
  },
}

/** Where a bundle lies once built. */
export function bundleUrl(name: string): URL {
  return new URL(entryOf(name).file, FOLDER)
}

/** Builds the bundle if a source is newer than it. Resolves with its address. */
export async function ensureBundle(name: string): Promise<URL> {
  const entry = entryOf(name)
  const target = bundleUrl(name)
  if (existsSync(target) && statSync(target).mtimeMs > newest(entry.watched)) return target
  await build(entry, target)
  return target
}

function entryOf(name: string): BundleEntry {
  const entry = BUNDLES[name]
  if (entry === undefined) throw new Error(`No bundle "${name}"; there are ${Object.keys(BUNDLES).join(', ')}.`)
  return entry
}

async function build(entry: BundleEntry, target: URL): Promise<void> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL(entry.source, ROOT)),
    platform: entry.platform,
    resolve: { alias: { ...entry.alias } },
    logLevel: 'warn',
  })
  // The name shows in stacks, by which the guest's own frames are known and left out.
  await bundle.write({
    file: fileURLToPath(target),
    format: entry.format,
    minify: entry.platform === 'browser',
    codeSplitting: false,
    banner: '/* warmstart-guest */',
  })
  await bundle.close()
}

function newest(paths: readonly string[]): number {
  return Math.max(...paths.map(path => newestBelow(fileURLToPath(new URL(path, ROOT)))))
}

function newestBelow(path: string): number {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map(name => newestBelow(`${path}/${name}`)))
}
