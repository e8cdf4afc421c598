/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out: where a registry does not carry
 * them, `npm install` writes no entry, and `npm ci` then refuses the lockfile. Run it after changing dependencies.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FILE = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const SYSTEMS = /(android|darwin|linux|win32|freebsd|openharmony|openbsd|netbsd|sunos|aix)/
const PROCESSORS = /(arm64|x64|ia32|arm|ppc64|s390x|riscv64|loong64|wasm32)/

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
let added = 0
for (const [place, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) add(place, name, version)
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
process.stdout.write(`${added} entries added to package-lock.json\n`)

function add(place, name, version) {
  // A range is resolved by npm alone; packages of platforms are asked for by exact version.
  if (!/^\d+\.\d+\.\d+/.test(version)) return
  const top = `node_modules/${name}`
  const nested = `${place}/${top}`
  if (nested in lock.packages || lock.packages[top]?.version === version) return
  const [, os] = SYSTEMS.exec(name) ?? []
  const [, cpu] = PROCESSORS.exec(name) ?? []
  lock.packages[top in lock.packages ? nested : top] = {
    version,
    ...(cpu === undefined ? {} : { cpu: [cpu] }),
    dev: true,
    optional: true,
    ...(os === undefined ? {} : { os: [os] }),
  }
  added += 1
}
