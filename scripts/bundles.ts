/**
 * The bundles that run away from the page and from Vite: each one self-contained file in `.cache/bundles/`, built by
 * Rolldown when a source below `src` or this file is newer.
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const ROOT = new URL('../', import.meta.url)
/** Where built files lie. */
export const FOLDER = new URL('.cache/bundles/', ROOT)

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
  /** What it is built from warns of what it does only in Node. */
  readonly quiet?: true
}

const GUEST_SOURCES = ['src/guest', 'src/emulator', 'package-lock.json', 'scripts/bundles.ts'] as const

/** What stands in for Node's modules inside memfs and readable-stream in a browser. */
const NODE_IN_BROWSERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ['buffer', 'buffer/'],
      ['events', 'events/'],
      ['stream', 'readable-stream'],
      ['path', 'path-browserify'],
      ['string_decoder', 'string_decoder/'],
    ].flatMap(([name = '', target = '']) => [
      [name, target],
      [`node:${name}`, target],
    ]),
  ),
  process: new URL('../src/sandboxes/web/stand-ins/process.ts', import.meta.url).pathname,
  'process/': new URL('../src/sandboxes/web/stand-ins/process.ts', import.meta.url).pathname,
  'util/': new URL('../src/sandboxes/web/stand-ins/util.ts', import.meta.url).pathname,
  // The old URL parser's library brings a larger one for queries than Node's own is.
  qs: 'querystring-es3',
  'node:url': new URL('../src/sandboxes/web/stand-ins/url.ts', import.meta.url).pathname,
  'stream/web': new URL('../src/sandboxes/web/stand-ins/stream-web.ts', import.meta.url).pathname,
}

/** Every bundle by name. */
export const BUNDLES: Readonly<Record<string, BundleEntry>> = {
  'guest-node': {
    source: 'src/sandboxes/node/worker.ts',
    file: 'guest-node.mjs',
    platform: 'node',
    format: 'esm',
    watched: [...GUEST_SOURCES, 'src/sandboxes/node'],
  },
  container: {
    source: 'src/homes/container.ts',
    // Stacks leave out frames of files that are called so.
    file: 'guest-container.mjs',
    platform: 'node',
    format: 'esm',
    watched: [...GUEST_SOURCES, 'src/homes', 'src/link', 'src/sandboxes/node'],
  },
  'guest-web': {
    source: 'src/sandboxes/web/worker.ts',
    file: 'guest-web.js',
    platform: 'browser',
    format: 'iife',
    watched: [...GUEST_SOURCES, 'src/sandboxes/web'],
    alias: NODE_IN_BROWSERS,
  },
  'frame-web': {
    source: 'src/sandboxes/web/frame.ts',
    file: 'frame-web.js',
    platform: 'browser',
    format: 'iife',
    watched: ['src/sandboxes/web', 'scripts/bundles.ts'],
  },
  'home-web': {
    source: 'src/homes/worker.ts',
    file: 'home-web.js',
    platform: 'browser',
    format: 'iife',
    watched: [
      'src/homes',
      'src/emulator',
      'src/link',
      'src/postgres',
      'src/sandboxes/web',
      'package-lock.json',
      'scripts/bundles.ts',
    ],
  },
  // A module: PGlite asks for its own address.
  'postgres-web': {
    source: 'src/postgres/web-worker.ts',
    file: 'postgres-web.js',
    platform: 'browser',
    format: 'esm',
    quiet: true,
    watched: ['src/postgres', 'package-lock.json', 'scripts/bundles.ts'],
  },
  'engine-page': {
    source: 'src/cli/chromium/page.ts',
    file: 'engine-page.js',
    platform: 'browser',
    format: 'iife',
    watched: ['src/cli/chromium', 'src/engines/embedded', 'src/link', 'scripts/bundles.ts'],
  },
  'container-page': {
    source: 'tests/webcontainer/page.ts',
    file: 'container-page.js',
    platform: 'browser',
    format: 'iife',
    watched: ['tests/webcontainer/page.ts', 'src/engines/webcontainer', 'src/link', 'scripts/bundles.ts'],
  },
  'container-double': {
    source: 'tests/webcontainer/double/frame.ts',
    file: 'container-double.js',
    platform: 'browser',
    format: 'iife',
    watched: ['tests/webcontainer/double/frame.ts', 'scripts/bundles.ts'],
  },
  'bench-page': {
    source: 'bench/page.ts',
    file: 'bench-page.js',
    platform: 'browser',
    format: 'iife',
    watched: ['bench', 'src/engines/embedded', 'src/link', 'scripts/bundles.ts'],
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
    logLevel: entry.quiet === true ? 'silent' : 'warn',
  })
  const browser = entry.platform === 'browser'
  // The name shows in stacks, by which the guest's own frames are known and left out.
  await bundle.write({
    file: fileURLToPath(target),
    format: entry.format,
    // Classes keep their names: a stack of the function says `at Runtime.handler`, as on Lambda.
    minify: browser && { compress: true, mangle: { keepNames: { class: true, function: false } }, codegen: true },
    codeSplitting: false,
    ...(browser && { postFooter: `//# sourceURL=bundles/${entry.file}` }),
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
