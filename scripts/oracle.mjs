/**
 * `npm run oracle`: installs AWS's own runtime client, `aws-lambda-ric`, into `.cache/oracle`, builds what it needs, and
 * replays every scenario through it beside our guest. Linux only, where the client builds. See tests/oracle/main.ts.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { install, NODE, ROOT } from './install.mjs'

const VERSION = '4.0.2'
const CACHE = join(ROOT, '.cache', 'oracle')
const CLIENT = join(CACHE, 'node_modules', 'aws-lambda-ric')
const CLOCK_SOURCE = join(ROOT, 'src', 'sandboxes', 'ric', 'guest-clock.c')
const CLOCK_LIBRARY = join(CACHE, 'guest-clock.so')

/** A program, and the Debian package that has it. */
const TO_BUILD = { cmake: 'cmake', 'g++': 'g++', make: 'make', python3: 'python3', tar: 'tar', xz: 'xz-utils' }
const TO_RUN = { cc: 'gcc', unshare: 'util-linux', mount: 'mount', prlimit: 'util-linux', chroot: 'coreutils' }
const EXIT_CANNOT = 3

if (process.platform !== 'linux') stop('The oracle runs on Linux alone: elsewhere AWS’s client does not build.')
install()
installClient()
need(TO_RUN)
buildClock()
run()

function installClient() {
  if (existsSync(join(CLIENT, 'rapid-client.node'))) return
  need(TO_BUILD)
  process.stderr.write(`Installing aws-lambda-ric ${VERSION} and building its native module, about a minute …\n`)
  mkdirSync(CACHE, { recursive: true })
  const manifest = { private: true, allowScripts: { 'aws-lambda-ric': true } }
  writeFileSync(join(CACHE, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  const values = ['install', `aws-lambda-ric@${VERSION}`, '--no-audit', '--no-fund', '--foreground-scripts']
  // The module is built for the Node that runs it.
  const env = { ...process.env, PATH: `${dirname(NODE)}${delimiter}${process.env.PATH}` }
  const { status, stdout, stderr } = spawnSync('npm', values, { cwd: CACHE, env, encoding: 'utf8' })
  if (status === 0 && existsSync(join(CLIENT, 'rapid-client.node'))) return
  const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-30).join('\n')
  stop(`aws-lambda-ric could not be built. The end of what npm said:\n${said}`)
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
  const root = process.getuid() === 0
  const namespaces = root ? ['--mount'] : ['--user', '--map-root-user', '--mount']
  const main = ['--import', './scripts/ensure-bundles.ts', 'tests/oracle/main.ts', ...process.argv.slice(2)]
  const env = {
    ...process.env,
    ...(!root && { WARMSTART_USER_NAMESPACE: '1' }),
    ORACLE_CLIENT: CLIENT,
    ORACLE_CLOCK_LIBRARY: CLOCK_LIBRARY,
  }
  const { status, error } = spawnSync('unshare', [...namespaces, NODE, ...main], { cwd: ROOT, stdio: 'inherit', env })
  if (error) stop(`unshare did not start: ${error.message}`)
  process.exit(status ?? 1)
}

function stop(text) {
  process.stderr.write(`${text}\n`)
  process.exit(EXIT_CANNOT)
}
