/** `npm run dev`: Astro's development server with the isolation headers; lessons reload as they are written. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { install, NODE, ROOT } from './install.mjs'

install()
const astro = join(ROOT, 'node_modules', 'astro', 'bin', 'astro.mjs')
spawn(NODE, [astro, 'dev', ...process.argv.slice(2)], { cwd: ROOT, stdio: 'inherit' }).on('exit', code => {
  process.exitCode = code ?? 0
})
