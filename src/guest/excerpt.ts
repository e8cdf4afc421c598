/** The line of the function at which an error arose, as Node shows it before an error that nobody caught. */
import type { SourceFile } from '../emulator/sandbox.ts'
import type { LostError } from './host.ts'

/** A frame in the function's code: an ES module's file by its address, a CommonJS one by its path. */
const OWN_FRAME = /\(?((?:file:\/\/)?\/var\/task\/([^\s:]+)):(\d+):(\d+)\)?$/
/** Of an exception Node marks where it was thrown, the stack where it was made: in most code both stand in one line. */
const THROWN_HERE = /\bthrow\s[^;{}]*$/

/**
 * Place, line, a mark below it and an empty line; nothing where the first of the stack's frames is in none of `files`. Of a
 * rejection, which nobody threw, the mark is where the error was made.
 */
export function excerpt(stack: readonly string[], kind: LostError['kind'], files: readonly SourceFile[]): string[] {
  const first = stack.find(line => /^\s+at /.test(line)) ?? ''
  const [, address, path, row, column] = OWN_FRAME.exec(first) ?? []
  const line = files.find(file => file.path === path)?.text.split('\n')[Number(row) - 1]
  if (line === undefined) return []
  const before = line.slice(0, Number(column) - 1)
  const thrown = kind === 'exception' ? before.search(THROWN_HERE) : -1
  const indent = (thrown < 0 ? before : before.slice(0, thrown)).replace(/[^\t]/g, ' ')
  return [`${address}:${row}`, line, `${indent}^`, '']
}
