/** The size of files and functions (DESIGN 9). Tests and data are counted apart: a test may be as long as its story. */
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CodeFile, parse, readFiles } from './source-files.ts'

const FILE_LINES = { median: 80, ninety: 220, most: 400 }
const FUNCTION_LINES = { median: 10, ninety: 35, most: 80 }

interface Measured {
  readonly name: string
  readonly lines: number
}

let files: Measured[]
let functions: Measured[]

beforeAll(async () => {
  const sources = (await readFiles('{src,scripts,tests,bench}/**/*.{ts,tsx,astro,mjs,css}')).filter(isCode)
  files = sources.map(({ path, text }) => ({ name: path, lines: text.split('\n').length - 1 }))
  functions = sources.filter(({ path }) => !path.endsWith('.css')).flatMap(functionsOf)
})

/** Tables of words and of bytes are data. */
function isCode({ path }: CodeFile): boolean {
  return !/\.test\.|\/messages\//.test(path)
}

function functionsOf(file: CodeFile): Measured[] {
  const source = parse(file)
  const found: Measured[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const line = (position: number): number => source.getLineAndCharacterOfPosition(position).line
      const start = line(node.getStart(source))
      found.push({ name: `${file.path}:${start + 1}`, lines: line(node.getEnd()) - start + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The value that `share` of the measured do not exceed. */
function quantile(measured: readonly Measured[], share: number): number {
  const lines = measured.map(({ lines }) => lines).sort((a, b) => a - b)
  return lines[Math.ceil(lines.length * share) - 1] ?? 0
}

const over = (measured: readonly Measured[], most: number): Measured[] => measured.filter(({ lines }) => lines > most)

describe('the size of the code', () => {
  test('files stay short', () => {
    expect(files.length).toBeGreaterThan(150)
    expect(over(files, FILE_LINES.most)).toEqual([])
    expect(quantile(files, 0.9)).toBeLessThanOrEqual(FILE_LINES.ninety)
    expect(quantile(files, 0.5)).toBeLessThanOrEqual(FILE_LINES.median)
  })

  test('functions stay short', () => {
    expect(functions.length).toBeGreaterThan(800)
    expect(over(functions, FUNCTION_LINES.most)).toEqual([])
    expect(quantile(functions, 0.9)).toBeLessThanOrEqual(FUNCTION_LINES.ninety)
    expect(quantile(functions, 0.5)).toBeLessThanOrEqual(FUNCTION_LINES.median)
  })
})
