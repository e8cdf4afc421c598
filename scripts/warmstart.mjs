/**
 * What `npm run -s warmstart -- …` runs, on any Node from 18: installs where nothing is installed, then runs the command
 * line under the project's own Node 24. Whatever it says itself goes to standard error, so that standard output is the
 * command's alone.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const windows = process.platform === 'win32'
const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

if (!existsSync(node) || !existsSync(join(root, 'node_modules', 'yaml'))) install()
run()

function install() {
  process.stderr.write('Installing what warmstart needs (npm ci) …\n')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: windows,
  })
  if (status === 0) return
  process.stderr.write('npm ci failed: see above. Nothing was run.\n')
  process.exit(3)
}

function run() {
  const main = join(root, 'src', 'cli', 'main.ts')
  const bundles = pathToFileURL(join(root, 'scripts', 'ensure-bundles.ts')).href
  const child = spawn(node, ['--import', bundles, main, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // Ctrl-C reaches the child by itself; a signal to this process alone is passed on. Both end with the child's exit code.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', error => {
    process.stderr.write(
      `Node 24 of node_modules does not start: ${error.message}\nDelete node_modules and try again.\n`,
    )
    process.exitCode = 3
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
  })
}
