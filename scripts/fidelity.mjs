/** `npm run fidelity`: installs, then writes FIDELITY.md from tests/fidelity/rows.yaml. */
import { spawnSync } from 'node:child_process'
import { install, NODE, ROOT } from './install.mjs'

install()
const { status } = spawnSync(NODE, ['tests/fidelity/write.ts'], { cwd: ROOT, stdio: 'inherit' })
process.exit(status ?? 1)
