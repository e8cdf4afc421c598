/**
 * What `event` and `context` are is known to Lambda and to no one who reads the file alone. So the TypeScript worker sees
 * the handler with a type in front of it. The text in the editor stays as it is: offsets are moved on the way in and out.
 */

/** Put before the handler's statement, on its line. The types are declared in lambda-declarations.ts. */
const HANDLER_TYPE = '/** @type {LambdaHandler} */ '
/** TypeScript takes no other return type for an async function than a promise. */
const ASYNC_HANDLER_TYPE = '/** @type {LambdaAsyncHandler} */ '
const ASYNC = /^[^\n]*?(?:=\s*async\b|async\s+function)/

/** Where the type goes in `text`: before the statement that exports `name`. Null where there is none, or it has its own comment. */
export function findHandler(text: string, name: string): number | null {
  if (!/^[\w$]+$/.test(name)) return null
  const exported = String.raw`export\s+(?:const|let|var|async\s+function|function)\s+${name.replace('$', '\\$')}\b`
  const assigned = String.raw`(?:module\s*\.\s*)?exports\s*\.\s*${name.replace('$', '\\$')}\s*=`
  const at = text.search(new RegExp(`^(?:${exported}|${assigned})`, 'm'))
  if (at === -1 || text.slice(0, at).trimEnd().endsWith('*/')) return null
  return at
}

/** A text with the type in it, and the way between its offsets and the editor's. */
export class TypedText {
  readonly text: string
  readonly #at: number
  readonly #length: number

  constructor(text: string, name: string) {
    const at = findHandler(text, name)
    this.#at = at ?? text.length + 1
    const type = ASYNC.test(text.slice(this.#at)) ? ASYNC_HANDLER_TYPE : HANDLER_TYPE
    this.#length = type.length
    this.text = at === null ? text : text.slice(0, at) + type + text.slice(at)
  }

  /** The offset here of an offset in the editor. */
  inward(offset: number): number {
    return offset < this.#at ? offset : offset + this.#length
  }

  /** The offset in the editor of an offset here; within the type it is the handler's first. */
  outward(offset: number): number {
    if (offset <= this.#at) return offset
    return Math.max(this.#at, offset - this.#length)
  }
}
