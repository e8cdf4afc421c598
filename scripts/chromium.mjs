/** Finds a Chromium for the browser tests: the system's, Playwright's own, or (as root on Debian, with neither) apt's. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** What a headless Chromium needs on a closed machine. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** @returns {Promise<string | null>} path of an executable */
export async function findChromium() {
  const given = process.env.CHROMIUM_PATH
  if (given) return given
  const folders = (process.env.PATH ?? '').split(delimiter)
  const system = folders.flatMap(folder => NAMES.map(name => join(folder, name))).find(existsSync)
  if (system) return system
  const { chromium } = await import('playwright-core')
  const own = chromium.executablePath()
  return existsSync(own) ? own : null
}

/** Finds a Chromium, getting one where there is none. Says what to do where that fails. */
export async function needChromium() {
  const found = (await findChromium()) ?? (await download()) ?? (await installByApt())
  if (found !== null) return found
  throw new Error('No Chromium was found. Install Chromium or Chrome, or set CHROMIUM_PATH to one.')
}

async function download() {
  process.stderr.write('No Chromium on this system: asking Playwright for its own …\n')
  const cli = new URL('../node_modules/playwright-core/cli.js', import.meta.url).pathname
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2] })
  return findChromium()
}

async function installByApt() {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !existsSync('/etc/debian_version')) return null
  process.stderr.write('Installing chromium and fonts-noto-cjk by apt …\n')
  const options = { stdio: ['ignore', 'ignore', 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], options)
  return findChromium()
}
