/**
 * Packages that functions may import without bringing them, each built to `.cache/bundles/package-NAME.json`: its files as
 * they lie in `node_modules`, its own dependencies bundled in, Node's modules left to the guest.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { FOLDER } from './bundles.ts'

const ROOT = new URL('../', import.meta.url)

interface PackageEntry {
  /** Files each of which is bundled with what it imports; the rest is taken as it is. */
  readonly bundled: readonly string[]
  readonly format: 'cjs' | 'esm'
  readonly kept: readonly string[]
  /** What it never comes to here: a native client, a file of passwords, the resolver of connection strings for it. */
  readonly left: readonly string[]
}

const PACKAGES: Readonly<Record<string, PackageEntry>> = {
  pg: {
    bundled: ['lib/index.js'],
    format: 'cjs',
    kept: ['package.json', 'esm/index.mjs', 'LICENSE'],
    left: ['pg-native', 'pg-cloudflare', 'pgpass', 'dns'],
  },
  hono: {
    bundled: ['dist/index.js', 'dist/adapter/aws-lambda/index.js'],
    format: 'esm',
    kept: ['package.json', 'LICENSE'],
    left: [],
  },
}

/** Names of the packages. */
export const PACKAGE_NAMES = Object.keys(PACKAGES)

/** Builds the package if the lockfile is newer than it. Resolves with its address. */
export async function ensurePackage(name: string): Promise<URL> {
  const entry = PACKAGES[name]
  if (entry === undefined) throw new Error(`No package "${name}"; there are ${PACKAGE_NAMES.join(', ')}.`)
  const target = new URL(`package-${name}.json`, FOLDER)
  const sources = ['package-lock.json', 'scripts/packages.ts'].map(path => statSync(new URL(path, ROOT)).mtimeMs)
  if (existsSync(target) && statSync(target).mtimeMs > Math.max(...sources)) return target
  const files = [
    ...entry.kept.map(path => ({ path, text: readFileSync(fileOf(name, path), 'utf8') })),
    ...(await Promise.all(entry.bundled.map(async path => ({ path, text: await bundle(fileOf(name, path), entry) })))),
  ]
  writeFileSync(target, JSON.stringify(files))
  return target
}

const fileOf = (name: string, path: string): string => fileURLToPath(new URL(`node_modules/${name}/${path}`, ROOT))

async function bundle(input: string, { format, left }: PackageEntry): Promise<string> {
  const build = await rolldown({
    input,
    platform: 'node',
    logLevel: 'warn',
    plugins: [
      {
        name: 'left-out',
        resolveId: id => (left.includes(id) ? `\0left:${id}` : null),
        load: id => (id.startsWith('\0left:') ? 'module.exports = {}' : null),
      },
    ],
  })
  const { output } = await build.generate({ format, codeSplitting: false, minify: false })
  await build.close()
  return output[0].code
}
