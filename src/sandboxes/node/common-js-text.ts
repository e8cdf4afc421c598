/** A CommonJS file that Node loads from elsewhere than where it stands on Lambda. */
import MagicString from 'magic-string'
import { parseSource } from '../../guest/source.ts'

/** The function that gives a file its `require`. */
export const MADE_REQUIRE = '__warmstart_require__'

/**
 * The text with its first statement entered by what it should see as `require`, `__filename` and `__dirname`; on the same
 * line, behind a hashbang and directives such as `'use strict'`. A text that does not parse is left alone.
 */
export function enterCommonJs(path: string, text: string): string {
  const place = `/var/task/${path}`
  const folder = place.replace(/\/[^/]*$/, '')
  const entered = [
    `require = ${MADE_REQUIRE}(${JSON.stringify(path)}, require);`,
    `__filename = ${JSON.stringify(place)};`,
    `__dirname = ${JSON.stringify(folder)};`,
  ].join('')
  try {
    const { body } = parseSource(text, 'commonjs')
    const first = body.find(statement => !('directive' in statement))
    return first === undefined ? text : new MagicString(text).appendLeft(first.start, entered).toString()
  } catch {
    // Node is to word its own error.
    return text
  }
}
