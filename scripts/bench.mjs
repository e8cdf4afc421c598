/** `npm run bench`: installs, builds, then measures. */
import { spawnSync } from 'node:child_process'
import { install, NODE, ROOT } from './install.mjs'

install()
const { buildSite } = await import('./build-site.mjs')
buildSite()
const { status } = spawnSync(NODE, ['--import', './scripts/ensure-bundles.ts', 'bench/main.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exit(status ?? 1)
