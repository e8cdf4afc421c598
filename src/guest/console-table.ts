/** The text of `console.table`, drawn as Node draws it. */

const INDEX = '(index)'
const ITERATION_INDEX = '(iteration index)'
const KEY = 'Key'
const VALUES = 'Values'

interface Row {
  readonly index: string
  readonly key: unknown
  readonly value: unknown
}

/** The table of rows in `data`; null where Node prints the value itself. `cell` inspects what stands in a cell. */
export function tableText(
  data: unknown,
  columns: readonly string[] | undefined,
  cell: (value: unknown) => string,
): string | null {
  if (typeof data !== 'object' || data === null) return null
  const isMap = data instanceof Map
  const iterates = isMap || data instanceof Set
  const rows = rowsOf(data)
  const names = columns ?? [...new Set(rows.flatMap(({ value }) => columnsOf(value)))]
  const hasValues = rows.some(({ value }) => !isObject(value))
  const heads = [iterates ? ITERATION_INDEX : INDEX, ...(isMap ? [KEY] : []), ...names, ...(hasValues ? [VALUES] : [])]
  const lines = rows.map(({ index, key, value }) => [
    index,
    ...(isMap ? [cell(key)] : []),
    ...names.map(name => (isObject(value) && Object.hasOwn(value, name) ? cell(Reflect.get(value, name)) : '')),
    ...(hasValues ? [isObject(value) ? '' : cell(value)] : []),
  ])
  return draw(heads, lines)
}

function rowsOf(data: object): Row[] {
  if (data instanceof Map) return [...data].map(([key, value], index) => ({ index: String(index), key, value }))
  if (data instanceof Set) return [...data].map((value, index) => ({ index: String(index), key: null, value }))
  return Object.keys(data).map(index => ({ index, key: null, value: Reflect.get(data, index) }))
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const columnsOf = (value: unknown): string[] => (isObject(value) ? Object.keys(value) : [])

function draw(heads: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = heads.map((head, at) => Math.max(...[head, ...lines.map(line => line[at] ?? '')].map(width)) + 2)
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map(each => '─'.repeat(each)).join(middle) + right
  const row = (cells: readonly string[]): string =>
    `│${widths.map((each, at) => ` ${cells[at] ?? ''}`.padEnd(each - width(cells[at] ?? '') + (cells[at] ?? '').length)).join('│')}│`
  return [rule('┌', '┬', '┐'), row(heads), rule('├', '┼', '┤'), ...lines.map(row), rule('└', '┴', '┘')].join('\n')
}

/** Columns of a terminal: wide characters of East Asia take two. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0)
}

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/
