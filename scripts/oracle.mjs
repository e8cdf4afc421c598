/**
 * `npm run oracle`: installs AWS's own runtime clients, `aws-lambda-ric`, into `.cache/oracle`, builds what they need, and
 * replays every scenario through them beside our guest. Linux only, where they build. See tests/oracle/main.ts.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { install, NODE, ROOT } from './install.mjs'

const CACHE = join(ROOT, '.cache', 'oracle')
const CLOCK_SOURCE = join(ROOT, 'src', 'sandboxes', 'ric', 'guest-clock.c')
const CLOCK_LIBRARY = join(CACHE, 'guest-clock.so')
const NODE_22 = join(ROOT, 'node22', 'node_modules', 'node', 'bin', 'node')

/** Its last release that takes callback handlers is what nodejs22.x is held beside (lambda-semantics 1.2 #26). */
const CLIENTS = [
  { runtime: 'nodejs24.x', version: '4.0.2', node: NODE, built: 'rapid-client.node' },
  { runtime: 'nodejs22.x', version: '3.3.0', node: NODE_22, built: 'dist/rapid-client.node' },
]
/** What Lambda's own `index.mjs` does at its end; the package leaves it to whoever imports it. */
const START_22 = 'await run(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER)'

/** A program, and the Debian package that has it. */
const TO_BUILD = {
  ...{ cmake: 'cmake', 'g++': 'g++', make: 'make', python3: 'python3', tar: 'tar', xz: 'xz-utils' },
  ...{ autoreconf: 'autoconf', automake: 'automake', libtoolize: 'libtool' },
}
const TO_RUN = { cc: 'gcc', unshare: 'util-linux', mount: 'mount', prlimit: 'util-linux', chroot: 'coreutils' }
const EXIT_CANNOT = 3

if (process.platform !== 'linux') stop('The oracle runs on Linux alone: elsewhere AWS’s client does not build.')
if (process.getuid() !== 0)
  stop('The oracle mounts file systems for AWS’s client and runs it as another user: start it as root.')
install()
const clients = CLIENTS.map(installClient)
need(TO_RUN)
buildClock()
run()

/** Gives the runtime, the client's version, the folder that stands for `/var/runtime`, and the Node that runs it. */
function installClient({ runtime, version, node, built }) {
  const folder = join(CACHE, runtime)
  const client = join(folder, 'node_modules', 'aws-lambda-ric')
  if (!existsSync(join(client, built))) buildClient({ runtime, version, node, built, folder, client })
  const start = join(client, 'index.mjs')
  if (existsSync(start)) return { runtime, version, node, folder: client }
  const made = join(folder, 'runtime')
  if (existsSync(join(made, 'rapid-client.node'))) return { runtime, version, node, folder: made }
  mkdirSync(made, { recursive: true })
  writeFileSync(join(made, 'index.mjs'), `${readFileSync(join(client, 'dist', 'index.mjs'), 'utf8')}${START_22}\n`)
  copyFileSync(join(client, built), join(made, 'rapid-client.node'))
  return { runtime, version, node, folder: made }
}

function buildClient({ runtime, version, node, built, folder, client }) {
  need(TO_BUILD)
  process.stderr.write(`Installing aws-lambda-ric ${version} and building its native module, about a minute …\n`)
  mkdirSync(folder, { recursive: true })
  const manifest = { private: true, allowScripts: { 'aws-lambda-ric': true } }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  const values = ['install', `aws-lambda-ric@${version}`, '--no-audit', '--no-fund', '--foreground-scripts']
  // The module is built for the Node that runs it.
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` }
  const { status, stdout, stderr } = spawnSync('npm', values, { cwd: folder, env, encoding: 'utf8' })
  if (status === 0 && existsSync(join(client, built))) return
  const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-30).join('\n')
  stop(`aws-lambda-ric ${version}, for ${runtime}, could not be built. The end of what npm said:\n${said}`)
}

function buildClock() {
  if (existsSync(CLOCK_LIBRARY) && statSync(CLOCK_LIBRARY).mtimeMs > statSync(CLOCK_SOURCE).mtimeMs) return
  const values = ['-shared', '-fPIC', '-O2', '-o', CLOCK_LIBRARY, CLOCK_SOURCE]
  const { status, stderr } = spawnSync('cc', values, { encoding: 'utf8' })
  if (status !== 0) stop(`The library that moves a guest’s clocks could not be built:\n${stderr}`)
}

/** Names every program that is missing, and how to get it. */
function need(programs) {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/sbin', '/sbin')
  const missing = Object.keys(programs).filter(name => !folders.some(folder => existsSync(join(folder, name))))
  if (missing.length === 0) return
  const packages = [...new Set(missing.map(name => programs[name]))].join(' ')
  stop(`Missing: ${missing.join(', ')}. On Debian and Ubuntu: apt-get install ${packages}`)
}

/** In a mount namespace of its own, which goes with it: the machine sees no mount. */
function run() {
  const main = ['--import', './scripts/ensure-bundles.ts', 'tests/oracle/main.ts', ...process.argv.slice(2)]
  const env = {
    ...process.env,
    ORACLE_CLIENTS: JSON.stringify(clients),
    ORACLE_CLOCK_LIBRARY: CLOCK_LIBRARY,
  }
  const { status, error } = spawnSync('unshare', ['--mount', NODE, ...main], { cwd: ROOT, stdio: 'inherit', env })
  if (error) stop(`unshare did not start: ${error.message}`)
  process.exit(status ?? 1)
}

function stop(text) {
  process.stderr.write(`${text}\n`)
  process.exit(EXIT_CANNOT)
}
