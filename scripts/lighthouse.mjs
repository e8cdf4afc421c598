/**
 * `npm run lighthouse`: installs Lighthouse into `.cache/lighthouse`, then measures the built site as our server gives it
 * (Brotli, isolating headers): home and three lessons, mobile and desktop. `-- --runs 1` is quick; a figure of several
 * runs is that of the middle one. Ends with 1 when accessibility, best practices or SEO is below 100, and says of what.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { install, NODE, ROOT } from './install.mjs'

const VERSION = '13.5.0'
const CACHE = join(ROOT, '.cache', 'lighthouse')
const EXIT_CANNOT = 3

install()
if (installedVersion() !== VERSION) installLighthouse()
const { buildSite } = await import('./build-site.mjs')
buildSite()
const values = ['scripts/measure-lighthouse.mjs', ...process.argv.slice(2)]
const env = { ...process.env, LIGHTHOUSE_FOLDER: CACHE }
const { status } = spawnSync(NODE, values, { cwd: ROOT, stdio: 'inherit', env })
process.exit(status ?? 1)

function installedVersion() {
  const manifest = join(CACHE, 'node_modules', 'lighthouse', 'package.json')
  return existsSync(manifest) ? createRequire(import.meta.url)(manifest).version : null
}

function installLighthouse() {
  process.stderr.write(`Installing Lighthouse ${VERSION} into .cache/lighthouse …\n`)
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(join(CACHE, 'package.json'), '{ "private": true }\n')
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  const { status } = spawnSync('npm', ['install', ...options, `lighthouse@${VERSION}`], {
    cwd: CACHE,
    stdio: ['ignore', 2, 2],
  })
  if (status === 0) return
  process.stderr.write('npm install failed: see above. Nothing was measured.\n')
  process.exit(EXIT_CANNOT)
}
