/**
 * `npm run webcontainer`: tests the node home on the real WebContainer, with StackBlitz's own `@webcontainer/test`. It wants
 * Vitest 4 where the project has 5, so it is installed into `.cache/webcontainer`. Needs StackBlitz's servers.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { install, NODE, ROOT } from './install.mjs'

const CACHE = join(ROOT, '.cache', 'webcontainer')
const PACKAGES = {
  '@webcontainer/test': '0.3.0',
  '@vitest/browser-playwright': '^4.0.14',
  playwright: '^1.52.0',
  vitest: '^4.0.14',
}
const EXIT_CANNOT = 3

install()
const { CHROMIUM_FLAGS, needChromium } = await import('./chromium.mjs')
const chromium = await needChromium()
mkdirSync(CACHE, { recursive: true })
installLibrary()
await layOut()
const vitest = join(CACHE, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(NODE, [vitest, 'run'], { cwd: CACHE, stdio: 'inherit' })
process.exit(status ?? 1)

function installLibrary() {
  if (existsSync(join(CACHE, 'node_modules', '@webcontainer', 'test'))) return
  const manifest = { private: true, type: 'module', dependencies: PACKAGES }
  writeFileSync(join(CACHE, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  const env = { ...process.env, PATH: `${dirname(NODE)}${delimiter}${process.env.PATH}` }
  const options = { cwd: CACHE, env, encoding: 'utf8' }
  const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], options)
  if (installed.status === 0) return
  process.stderr.write(`@webcontainer/test could not be installed:\n${installed.stdout}\n${installed.stderr}\n`)
  process.exit(EXIT_CANNOT)
}

/** The suite beside what it imports, and a configuration for the Chromium of this machine. */
async function layOut() {
  const { ensureBundle } = await import('./bundles.ts')
  await ensureBundle('container')
  const copies = {
    'tests/webcontainer/real.suite.mjs': 'real.suite.test.mjs',
    'src/app/diagnostics/question-script.ts': 'question-script.ts',
    '.cache/bundles/guest-container.mjs': 'guest-container.mjs',
  }
  for (const [from, to] of Object.entries(copies)) copyFileSync(join(ROOT, from), join(CACHE, to))
  // The project's own would be looked for from here.
  writeFileSync(join(CACHE, 'tsconfig.json'), '{}\n')
  writeFileSync(
    join(CACHE, 'vitest.config.mjs'),
    `import { playwright } from '@vitest/browser-playwright'
import { vitestWebContainers } from '@webcontainer/test/plugin'
const launchOptions = ${JSON.stringify({ executablePath: chromium, args: [...CHROMIUM_FLAGS] })}
export default {
  plugins: [vitestWebContainers()],
  test: {
    include: ['*.test.mjs'],
    testTimeout: 60_000,
    browser: { enabled: true, headless: true, provider: playwright({ launchOptions }), instances: [{ browser: 'chromium' }] },
  },
}
`,
  )
}
