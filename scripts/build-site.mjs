/** Builds the site into `dist` when a source is newer than it, and puts a Brotli copy beside every text file. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { NODE, ROOT } from './install.mjs'

export const DIST = join(ROOT, 'dist')
/** Written last: a build that was broken off is built again. */
const BUILT = join(DIST, '.built')
const SOURCES = ['src', 'lessons', 'public', 'scripts', 'astro.config.mjs', 'package-lock.json', 'tsconfig.json']
const COMPRESSED = /\.(html|js|css|svg|json|xml|txt|ttf)$/
/** Smaller files gain nothing. */
const SMALLEST_BYTES = 1_024
/** Above this the best quality takes half a minute; only the TypeScript worker is. */
const SLOW_BYTES = 5_000_000

export function buildSite() {
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs > Math.max(...SOURCES.map(path => newest(join(ROOT, path))))) return
  process.stderr.write('Building the site …\n')
  const astro = join(ROOT, 'node_modules', 'astro', 'bin', 'astro.mjs')
  const { status, stdout, stderr } = spawnSync(NODE, [astro, 'build'], { cwd: ROOT, encoding: 'utf8' })
  if (status !== 0) {
    process.stderr.write(`${stdout}\n${stderr}\nThe site does not build: see above.\n`)
    process.exit(1)
  }
  compress(DIST)
  writeFileSync(BUILT, '')
}

function newest(path) {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))))
}

function compress(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) compress(path)
    else if (COMPRESSED.test(name) && statSync(path).size >= SMALLEST_BYTES) {
      const quality = statSync(path).size > SLOW_BYTES ? 6 : 11
      const params = { [constants.BROTLI_PARAM_QUALITY]: quality }
      writeFileSync(`${path}.br`, brotliCompressSync(readFileSync(path), { params }))
    }
  }
}
