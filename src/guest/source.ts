/** The text of a module of the function, read with a real parser: its bindings, imports and exports. */
import { type Node, type Program, parse } from 'acorn'

/** How a source is parsed; JSON is not. */
export type SourceKind = 'module' | 'commonjs'

/** A top-level binding that holds state: a variable whose first value is no function or class. */
export interface SourceBinding {
  readonly name: string
}

/** Parses a file. Throws acorn's SyntaxError (with `loc`) where it does not parse. */
export function parseSource(text: string, kind: SourceKind): Program {
  return parse(text, {
    ecmaVersion: 'latest',
    sourceType: kind === 'module' ? 'module' : 'script',
    allowReturnOutsideFunction: kind === 'commonjs',
    allowAwaitOutsideFunction: kind === 'module',
    allowHashBang: true,
    locations: true,
  })
}

/** Names of the module's own variables, in order; functions, classes and imports are code, not state. */
export function bindingNames(program: Program): string[] {
  const names = new Set<string>()
  for (const statement of program.body) collectStatement(statement, names, true)
  // Our own, that a host wrote into the text.
  return [...names].filter(name => !name.startsWith('__warmstart_'))
}

/** What the walk reads of a node; acorn's own union is larger than needed here. */
interface AnyNode extends Node {
  readonly [key: string]: unknown
}

function collectStatement(node: unknown, names: Set<string>, top: boolean): void {
  if (!isNode(node)) return
  switch (node.type) {
    case 'VariableDeclaration':
      if (top || node['kind'] === 'var') for (const each of list(node['declarations'])) collectDeclarator(each, names)
      return
    case 'ExportNamedDeclaration':
      collectStatement(node['declaration'], names, top)
      return
    default:
      collectNested(node, names)
  }
}

/** `var` in blocks, loops, try and labels belongs to the module too. */
const NESTED = ['body', 'block', 'handler', 'finalizer', 'consequent', 'alternate', 'init', 'left', 'cases'] as const

function collectNested(node: AnyNode, names: Set<string>): void {
  if (/Function|Class|Expression$/.test(node.type)) return
  for (const key of NESTED) {
    const child = node[key]
    for (const each of Array.isArray(child) ? child : [child]) collectStatement(each, names, false)
  }
}

function collectDeclarator(declarator: AnyNode, names: Set<string>): void {
  const { init } = declarator
  if (isNode(init) && /^(ArrowFunction|Function|Class)Expression$/.test(init.type)) return
  collectPattern(declarator['id'], names)
}

function collectPattern(pattern: unknown, names: Set<string>): void {
  if (!isNode(pattern)) return
  switch (pattern.type) {
    case 'Identifier':
      names.add(String(pattern['name']))
      return
    case 'ObjectPattern':
      for (const property of list(pattern['properties']))
        collectPattern(property['value'] ?? property['argument'], names)
      return
    case 'ArrayPattern':
      for (const element of list(pattern['elements'])) collectPattern(element, names)
      return
    case 'AssignmentPattern':
      collectPattern(pattern['left'], names)
      return
    case 'RestElement':
      collectPattern(pattern['argument'], names)
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function list(value: unknown): AnyNode[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** Global through which appended lines reach the guest. Fixed so that every host links the same text. */
export const READER_GLOBAL = '__warmstart_reader__'

/** The appended line's own parameter: no name that a function would have, or it would hide the function's. */
const ASKED = '__warmstart_asked__'

/**
 * The text with the module-scope reader appended: one more line, so that no position shifts. A text that does not parse
 * is left alone: the engine words its own error.
 */
export function appendReader(path: string, text: string, kind: SourceKind): string {
  const names = namesOf(text, kind)
  if (names.length === 0) return text
  const cases = names.map(name => `case ${JSON.stringify(name)}: return ${name};`).join(' ')
  const list = JSON.stringify(names)
  // Begins with a newline and `;`: the last line may be a comment or an expression.
  return `${text}\n;${READER_GLOBAL}(${JSON.stringify(path)}, ${list}, ${ASKED} => { switch (${ASKED}) { ${cases} } });`
}

function namesOf(text: string, kind: SourceKind): string[] {
  try {
    return bindingNames(parseSource(text, kind))
  } catch {
    // Does not parse: the engine will say so itself, in its own words.
    return []
  }
}
