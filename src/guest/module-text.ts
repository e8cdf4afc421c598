/** The text of a module as a host without module hooks can link it: specifiers replaced by addresses, on the same lines. */
import type { Node } from 'acorn'
import { simple } from 'acorn-walk'
import MagicString from 'magic-string'
import { parseSource } from './source.ts'

/** One import or re-export statement with a specifier. */
export interface StaticImport {
  readonly specifier: string
  /** Where the quoted specifier, and the attributes behind it, stand in the text. */
  readonly start: number
  readonly end: number
  /** Names that must exist there; `default` included. */
  readonly names: readonly string[]
  /** True for `export * from`. */
  readonly all: boolean
  /** `json` where the import says so. */
  readonly type: string | null
}

/** An ES module that was read: what it imports and exports, and its text to be edited. */
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
    for (const statement of program.body) readStatement(statement, text, imports, exports)
    editExpressions(program, path, edited)
    return { text, imports, exports, edited }
  } catch {
    return null
  }
}

interface SourceNode extends Node {
  readonly value: unknown
}

function readStatement(node: Node, text: string, imports: StaticImport[], exports: string[]): void {
  const source = sourceOf(node)
  const specifiers = listOf(node, 'specifiers')
  const names = (side: 'imported' | 'exported' | 'local'): string[] => specifiers.flatMap(each => namesOf(each, side))
  const add = (wanted: readonly string[], all = false): void => {
    if (source !== null) imports.push({ ...importOf(node, source, text), names: wanted, all })
  }
  if (node.type === 'ImportDeclaration') add(names('imported'))
  else if (node.type === 'ExportDefaultDeclaration') exports.push('default')
  else if (node.type === 'ExportAllDeclaration') {
    const name = nameOf(fieldOf(node, 'exported'))
    if (name !== null) exports.push(name)
    add([], name === null)
  } else if (node.type === 'ExportNamedDeclaration') {
    exports.push(...names('exported'), ...declaredNames(fieldOf(node, 'declaration')))
    add(names('local'))
  }
}

function importOf(
  node: Node,
  source: SourceNode,
  text: string,
): Pick<StaticImport, 'specifier' | 'start' | 'end' | 'type'> {
  const attributes = listOf(node, 'attributes')
  const type = attributes.find(each => nameOf(fieldOf(each, 'key')) === 'type')
  const last = attributes.at(-1)
  const end = last === undefined ? source.end : text.indexOf('}', last.end) + 1
  const { start, value } = source
  return { specifier: String(value), start, end, type: type === undefined ? null : nameOf(fieldOf(type, 'value')) }
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

/** A CommonJS file whose dynamic imports go through the linker; as it is where it does not parse. */
export function editCommonJs(path: string, text: string): string {
  try {
    const edited = new MagicString(text)
    editExpressions(parseSource(text, 'commonjs'), path, edited)
    return edited.toString()
  } catch {
    // The engine will word its own error.
    return text
  }
}

function editExpressions(program: Node, path: string, edited: MagicString): void {
  const folder = `/var/task/${path}`.replace(/\/[^/]*$/, '')
  const meta = `({ url: "file:///var/task/${path}", filename: "/var/task/${path}", dirname: "${folder}" })`
  simple(program, {
    ImportExpression(node) {
      edited.overwrite(node.start, node.source.start, `${DYNAMIC_IMPORT}(${JSON.stringify(path)}, `)
    },
    MetaProperty(node) {
      if (node.meta.name === 'import') edited.overwrite(node.start, node.end, meta)
    },
  })
}
