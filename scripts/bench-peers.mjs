/** `npm run bench:peers`: installs other emulators of Lambda into `.cache/peers`, then measures them beside ours. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { install, NODE, ROOT } from './install.mjs'

/** The versions that lambda-semantics was measured with. None of them runs a script when it is installed. */
const PEERS = { '@vercel/fun': '1.3.6', 'serverless-offline': '14.8.2', 'lambda-local': '2.2.0' }
const CACHE = join(ROOT, '.cache', 'peers')

install()
if (!Object.keys(PEERS).every(name => existsSync(join(CACHE, 'node_modules', name)))) installPeers()
const values = ['--import', './scripts/ensure-bundles.ts', 'bench/peers/main.ts']
const env = { ...process.env, PEERS_FOLDER: CACHE, PEERS_VERSIONS: JSON.stringify(PEERS) }
const { status } = spawnSync(NODE, values, { cwd: ROOT, stdio: 'inherit', env })
process.exit(status ?? 1)

function installPeers() {
  process.stderr.write('Installing the peers into .cache/peers …\n')
  mkdirSync(CACHE, { recursive: true })
  writeFileSync(join(CACHE, 'package.json'), '{ "private": true }\n')
  const names = Object.entries(PEERS).map(([name, version]) => `${name}@${version}`)
  // serverless-offline asks for the Serverless Framework, of which nothing is used here.
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=error']
  const { status } = spawnSync('npm', ['install', ...options, ...names], { cwd: CACHE, stdio: ['ignore', 2, 2] })
  if (status === 0) return
  process.stderr.write('npm install failed: see above. Nothing was measured.\n')
  process.exit(3)
}
