/** `npm run social-pictures`: draws the pictures that other sites show beside a link, after a title or summary changed. */
import { spawnSync } from 'node:child_process'
import { install, NODE, ROOT } from './install.mjs'

install()
const { status } = spawnSync(NODE, ['scripts/draw-social-pictures.ts'], { cwd: ROOT, stdio: 'inherit' })
process.exit(status ?? 1)
