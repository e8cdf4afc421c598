/** `npm run build`: the site into `dist`, and the bundles. */

import { spawnSync } from 'node:child_process'
import { install, NODE, ROOT } from './install.mjs'

install()
const { buildSite } = await import('./build-site.mjs')
buildSite()
const { status } = spawnSync(NODE, ['scripts/ensure-bundles.ts'], { cwd: ROOT, stdio: 'inherit' })
process.exit(status ?? 1)
