/** What the repository says of itself: nothing of the machine it was written on, and a sentence for every export. */
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { type CodeFile, parse, readFiles } from './source-files.ts'

/** Rooms whose every export carries a docstring. */
const DOCUMENTED = 'src/{emulator,guest,engines,scenario,session}/**/*.ts'
/** A home folder; Lambda's own user is no one's machine. */
const MACHINE_PATH = /(?<![\w.])\/(home|Users|root)\/(?!sbx_user)\w/

describe('the repository', () => {
  test('names no path of a machine', async () => {
    const files = [
      ...(await readFiles('{src,scripts,tests,lessons,public}/**/*.{ts,tsx,astro,mjs,css,md,mdx,yaml,json}')),
      ...(await readFiles('*.{md,mjs,ts,json}')),
    ].filter(({ path }) => !path.startsWith('tests/architecture/'))
    expect(files.length).toBeGreaterThan(200)
    expect(files.filter(({ text }) => MACHINE_PATH.test(text)).map(({ path }) => path)).toEqual([])
  })

  test('takes packages from the public registry alone', async () => {
    const [lockfile] = await readFiles('package-lock.json')
    const hosts = [...(lockfile?.text.matchAll(/"resolved": "https?:\/\/([^/"]+)/g) ?? [])].map(match => match[1])
    expect(hosts.filter(host => host !== 'registry.npmjs.org')).toEqual([])
  })

  test('says of every export of the core what it is', async () => {
    const files = (await readFiles(DOCUMENTED)).filter(({ path }) => !path.includes('.test.'))
    expect(files.length).toBeGreaterThan(60)
    expect(files.flatMap(undocumentedExports)).toEqual([])
  })
})

function undocumentedExports(file: CodeFile): string[] {
  const source = parse(file)
  const isExported = (node: ts.Statement): boolean =>
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  return source.statements
    .filter(statement => isExported(statement) && ts.getJSDocCommentsAndTags(statement).length === 0)
    .map(statement => `${file.path}: ${statement.getText(source).split('\n')[0]}`)
}
