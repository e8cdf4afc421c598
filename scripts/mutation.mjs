/** `npm run mutation`: installs, then changes the emulator in many small ways and runs its unit tests against each. */
import { spawnSync } from 'node:child_process'
import { install, NODE, ROOT } from './install.mjs'

install()
const { status } = spawnSync(NODE, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run'], {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exit(status ?? 1)
