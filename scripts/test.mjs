/**
 * `npm test`: types, lint, build, then every test. Works on a fresh clone. The last line says `N passed, N failed`: a
 * type check, the linter and the build count one each.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { install, NODE, ROOT } from './install.mjs'

let passed = 0
let failed = 0

install()
const bin = name => join(ROOT, 'node_modules', name)
const astro = bin('astro/bin/astro.mjs')
const tsc = bin('typescript/bin/tsc')
step('astro sync', [astro, 'sync'])
step('types of the emulator without DOM and Node', [tsc, '-p', 'src/emulator'])
step('types of the guest without DOM and Node', [tsc, '-p', 'src/guest'])
step('types and templates', [astro, 'check', '--minimumFailingSeverity', 'error'])
step('lint and format', [bin('@biomejs/biome/bin/biome'), 'check'])
step('site and bundles', ['scripts/build.mjs'])
await browserStep()
runVitest()
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

function step(title, command) {
  const { status, stdout, stderr } = spawnSync(NODE, command, { cwd: ROOT, encoding: 'utf8', env: environment() })
  count(title, status === 0, `${stdout}\n${stderr}`)
}

function count(title, ok, output) {
  process.stdout.write(`${ok ? '✓' : '✗'} ${title}\n`)
  if (ok) passed++
  else failed++
  if (!ok) process.stdout.write(`${output.slice(-8_000)}\n`)
}

async function browserStep() {
  const { needChromium } = await import('./chromium.mjs')
  try {
    process.env.CHROMIUM_PATH = await needChromium()
    count(`browser: ${process.env.CHROMIUM_PATH}`, true, '')
  } catch (error) {
    count('browser', false, String(error))
  }
}

function environment() {
  return { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0' }
}

function runVitest() {
  const report = join(ROOT, '.cache', 'tests.json')
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const options = { cwd: ROOT, stdio: ['ignore', 1, 1], env: environment() }
  const { status } = spawnSync(NODE, [bin('vitest/vitest.mjs'), 'run', ...reporters], options)
  const sums = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 }
  passed += sums.numPassedTests
  failed += sums.numFailedTests
  // A crash outside any test, or a file that does not load, is a failure too.
  if (status !== 0 && sums.numFailedTests === 0) failed++
}
