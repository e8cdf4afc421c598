/** A YAML text whose parts know their line and column. */
import { type Document, isMap, isNode, LineCounter, type Pair, parseDocument, type YAMLError } from 'yaml'
import type { Problem } from './problem.ts'
import type { Path } from './scenario.ts'

/** The part of an item that a position points to: its key, or what stands behind it. */
export type Part = 'key' | 'value'

/** A YAML text that knows where each of its keys stands, so that a problem can name line and key. */
export interface YamlSource {
  /** Plain data. */
  readonly value: unknown
  /** Where `path` stands; where it is missing, the nearest thing around it. Counted from 1. */
  locate(path: Path, part: Part): { readonly line: number; readonly column: number }
}

/** Reads YAML 1.2 (and so JSON). Returns the problems of syntax where there are any: duplicate keys are one. */
export function parseYaml(text: string): YamlSource | readonly Problem[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true })
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0) return faults.map(fault => problemOf(fault, lines))
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    locate: (path, part) => at(offsetOf(document, path, part)),
  }
}

function problemOf(fault: YAMLError, lines: LineCounter): Problem {
  const { line, col } = lines.linePos(fault.pos[0])
  return { path: [], line: Math.max(1, line), column: Math.max(1, col), text: `not YAML: ${fault.message}` }
}

function offsetOf(document: Document, path: Path, part: Part): number {
  if (path.length === 0) return startOf(document.contents) ?? 0
  const key = path[path.length - 1]
  const parent = path.slice(0, -1)
  const container = parent.length === 0 ? document.contents : document.getIn(parent, true)
  const pair = isMap(container) ? container.items.find(item => keyOf(item) === String(key)) : undefined
  const target = part === 'key' ? pair?.key : document.getIn(path, true)
  return startOf(target) ?? startOf(pair?.key) ?? offsetOf(document, parent, 'key')
}

function keyOf(pair: Pair<unknown, unknown>): string {
  return isNode(pair.key) ? String(pair.key.toJSON()) : String(pair.key)
}

function startOf(node: unknown): number | null {
  return isNode(node) && node.range ? node.range[0] : null
}
