/** A predicate that did not hold, as text for people. */

/** Characters of a value that a difference shows. */
const SHOWN_CHARS = 400

/** One expectation that did not hold: where it stands, what was expected and what was seen. */
export interface Difference {
  /** Below the step: `['body']`, `['payload', 'count']`. */
  readonly path: readonly string[]
  readonly expected: string
  readonly seen: string
}

/** A value as differences show it: JSON, shortened; `nothing` for `undefined`. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  if (text.length <= SHOWN_CHARS) return text
  return `${text.slice(0, SHOWN_CHARS)}… (${text.length} characters)`
}

/** A path as people read it: `steps[2].expect.body`, `tmp["/tmp/a"]`. */
export function formatPath(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, key) => {
    if (/^\d+$/.test(String(key))) return `${text}[${key}]`
    if (!/^[\w$-]+$/.test(String(key))) return `${text}[${JSON.stringify(key)}]`
    return text === '' ? String(key) : `${text}.${key}`
  }, '')
}
