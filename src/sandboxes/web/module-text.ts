/** The text of an ES module as a browser can link it: specifiers replaced by addresses, on the same lines. */
import type { Node } from 'acorn'
import { simple } from 'acorn-walk'
import MagicString from 'magic-string'
import { parseSource } from '../../guest/source.ts'

export interface StaticImport {
  readonly specifier: string
  /** Where the quoted specifier stands in the text. */
  readonly start: number
  readonly end: number
  /** Names that must exist there; `default` included. */
  readonly names: readonly string[]
  /** True for `export * from`. */
  readonly all: boolean
}

export interface ModuleText {
  readonly text: string
  readonly imports: readonly StaticImport[]
  /** Own exports, without those of `export *`. */
  readonly exports: readonly string[]
  readonly edited: MagicString
}

/** The function that dynamic imports call: `import(x)` becomes `name("from", x)`. */
export const DYNAMIC_IMPORT = '__warmstart_import__'

/** Reads a module. Null where it does not parse: the engine is to word its own error. */
export function readModule(path: string, text: string): ModuleText | null {
  try {
    const program = parseSource(text, 'module')
    const edited = new MagicString(text)
    const imports: StaticImport[] = []
    const exports: string[] = []
    for (const statement of program.body) readStatement(statement, imports, exports)
    editExpressions(program, path, edited)
    return { text, imports, exports, edited }
  } catch {
    return null
  }
}

interface SourceNode extends Node {
  readonly value: unknown
}

function readStatement(node: Node, imports: StaticImport[], exports: string[]): void {
  const source = sourceOf(node)
  const specifiers = listOf(node, 'specifiers')
  if (node.type === 'ImportDeclaration') {
    if (source !== null)
      imports.push(
        importOf(
          source,
          specifiers.flatMap(each => namesOf(each, 'imported')),
          false,
        ),
      )
  } else if (node.type === 'ExportAllDeclaration') {
    const name = nameOf(fieldOf(node, 'exported'))
    if (name !== null) exports.push(name)
    if (source !== null) imports.push(importOf(source, [], name === null))
  } else if (node.type === 'ExportNamedDeclaration') {
    exports.push(
      ...specifiers.flatMap(each => namesOf(each, 'exported')),
      ...declaredNames(fieldOf(node, 'declaration')),
    )
    if (source !== null)
      imports.push(
        importOf(
          source,
          specifiers.flatMap(each => namesOf(each, 'local')),
          false,
        ),
      )
  } else if (node.type === 'ExportDefaultDeclaration') exports.push('default')
}

function importOf(source: SourceNode, names: readonly string[], all: boolean): StaticImport {
  return { specifier: String(source.value), start: source.start, end: source.end, names, all }
}

function sourceOf(node: Node): SourceNode | null {
  const source = fieldOf(node, 'source')
  return isNode(source) && 'value' in source ? { ...source, value: source.value } : null
}

function namesOf(specifier: Node, side: 'imported' | 'exported' | 'local'): string[] {
  if (specifier.type === 'ImportDefaultSpecifier') return ['default']
  if (specifier.type === 'ImportNamespaceSpecifier') return []
  const name = nameOf(fieldOf(specifier, side))
  return name === null ? [] : [name]
}

function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null
  const name = fieldOf(node, 'name') ?? fieldOf(node, 'value')
  return typeof name === 'string' ? name : null
}

function declaredNames(declaration: unknown): string[] {
  if (!isNode(declaration)) return []
  const id = nameOf(fieldOf(declaration, 'id'))
  if (id !== null) return [id]
  return listOf(declaration, 'declarations').flatMap(each => patternNames(fieldOf(each, 'id')))
}

function patternNames(pattern: unknown): string[] {
  if (!isNode(pattern)) return []
  if (pattern.type === 'Identifier') return [nameOf(pattern) ?? '']
  const inside = ['properties', 'elements'].flatMap(key => listOf(pattern, key))
  const single = ['value', 'argument', 'left'].map(key => fieldOf(pattern, key)).filter(isNode)
  return [...inside, ...single].flatMap(patternNames)
}

function fieldOf(node: object, key: string): unknown {
  return Reflect.get(node, key)
}

function listOf(node: Node, key: string): Node[] {
  const list = fieldOf(node, key)
  return Array.isArray(list) ? list.filter(isNode) : []
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function editExpressions(program: Node, path: string, edited: MagicString): void {
  const meta = `({ url: "file:///var/task/${path}", filename: "/var/task/${path}", dirname: "/var/task" })`
  simple(program, {
    ImportExpression(node) {
      edited.overwrite(node.start, node.source.start, `${DYNAMIC_IMPORT}(${JSON.stringify(path)}, `)
    },
    MetaProperty(node) {
      if (node.meta.name === 'import') edited.overwrite(node.start, node.end, meta)
    },
  })
}
