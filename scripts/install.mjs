/** Installs the project's packages where they are missing or older than the lock file. Runs on any Node from 18. */
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const WINDOWS = process.platform === 'win32'

/** Node 24 of devDependencies. */
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', WINDOWS ? 'node.exe' : 'node')

/** npm writes this when it has finished. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json')

export function install() {
  const lock = join(ROOT, 'package-lock.json')
  if (existsSync(NODE) && existsSync(INSTALLED) && statSync(INSTALLED).mtimeMs >= statSync(lock).mtimeMs - 1_000) return
  process.stderr.write('Installing packages (npm ci) …\n')
  const options = { cwd: ROOT, stdio: ['ignore', 2, 2], shell: WINDOWS }
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], options)
  if (status === 0) return
  process.stderr.write('npm ci failed: see above. Nothing was run.\n')
  process.exit(3)
}
