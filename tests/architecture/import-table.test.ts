import { beforeAll, describe, expect, test } from 'vitest'
import { IMPORT_TABLE, roomOf } from './import-table.ts'
import { type Import, importsOf } from './imports.ts'
import { type CodeFile, readFiles } from './source-files.ts'

/** Packages that only tests may use. */
const TEST_PACKAGES = /^(vitest|fast-check|playwright-core|axe-core)$/
/** Rooms whose files a browser loads as well, so that Node's own modules may not be met there. */
const PORTABLE = ['emulator', 'guest', 'link', 'session', 'lesson', 'playground', 'tutorial', 'presenter', 'ui']

let files: CodeFile[]
let imports: Import[]

beforeAll(async () => {
  files = await readFiles('src/**/*.{ts,tsx,astro}')
  imports = files.filter(file => !file.path.includes('.test.')).flatMap(importsOf)
})

function isAllowed({ from, to, typesOnly }: Import): boolean {
  const room = roomOf(from)
  if (room === null || to.startsWith(`src/${room}/`)) return true
  return (IMPORT_TABLE[room] ?? []).some(rule => to.startsWith(rule.to) && (typesOnly || !rule.types))
}

describe('who imports whom', () => {
  test('every file of ours stands in a room of the table', () => {
    expect(files.map(file => file.path).filter(path => roomOf(path) === null)).toEqual(['src/content.config.ts'])
  })

  test('no room imports what the table does not list', () => {
    const ours = imports.filter(({ to }) => to.startsWith('src/'))
    expect(ours.length).toBeGreaterThan(200)
    const wrong = ours.filter(found => !isAllowed(found))
    expect(wrong.map(({ from, to, typesOnly }) => `${from} → ${to}${typesOnly ? ' (types)' : ''}`)).toEqual([])
  })

  test('the table itself refuses what it should', () => {
    const refused: Import[] = [
      { from: 'src/emulator/world.ts', to: 'src/guest/guest.ts', typesOnly: true },
      { from: 'src/guest/guest.ts', to: 'src/emulator/sandbox.ts', typesOnly: false },
      { from: 'src/sandboxes/web/worker.ts', to: 'src/sandboxes/node/worker.ts', typesOnly: true },
      { from: 'src/playground/Workbench.tsx', to: 'src/engines/embedded/index.ts', typesOnly: false },
    ]
    expect(refused.filter(isAllowed)).toEqual([])
  })

  test('no room imports itself in a circle', () => {
    expect(circlesIn(imports.filter(({ typesOnly }) => !typesOnly))).toEqual([])
  })

  test('what a browser loads imports no module of Node', () => {
    const wrong = imports.filter(({ from, to }) => PORTABLE.includes(roomOf(from) ?? '') && to.startsWith('node:'))
    expect(wrong).toEqual([])
  })

  test('nothing but tests imports a test package', () => {
    const allowed = 'src/cli/chromium/'
    const wrong = imports.filter(({ from, to }) => TEST_PACKAGES.test(to) && !from.startsWith(allowed))
    expect(wrong).toEqual([])
  })
})

/** Chains of files that end where they began. */
function circlesIn(found: readonly Import[]): string[] {
  const next = Map.groupBy(found, ({ from }) => from)
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (trail.includes(path) || done.has(path)) return
    for (const { to } of next.get(path) ?? []) walk(to, [...trail, path])
    done.add(path)
  }
  for (const path of next.keys()) walk(path, [])
  return circles
}
