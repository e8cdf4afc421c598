/** Predicates about files below `/tmp`. The event list carries a file's size and first characters, not its bytes. */
import type { TmpFilePicture } from '../emulator/folds/picture.ts'
import type { Difference } from './difference.ts'
import { describe } from './difference.ts'
import type { TmpExpectation, TmpPredicate } from './expectations.ts'
import { compare, operatorOf, type Sight } from './predicates.ts'

type TmpFiles = Readonly<Record<string, TmpFilePicture>>

/** Where `/tmp` is not as expected. `path` leads to `expected` from the step. */
export function checkTmp(
  expected: TmpExpectation,
  files: TmpFiles,
  path: readonly string[],
  recall: Sight['recall'],
): readonly Difference[] {
  return Object.entries(expected).flatMap(([name, predicate]) =>
    checkFile(predicate, Object.hasOwn(files, name) ? files[name] : undefined, [...path, name], recall),
  )
}

function checkFile(
  predicate: TmpPredicate,
  file: TmpFilePicture | undefined,
  path: readonly string[],
  recall: Sight['recall'],
): readonly Difference[] {
  const differs = (expected: string): Difference[] => [{ path, expected, seen: describeFile(file) }]
  if (predicate === null) return file === undefined ? [] : differs('no such file')
  if (typeof predicate === 'object' && 'bytes' in predicate) {
    return file !== undefined && !file.directory && file.bytes === predicate.bytes
      ? []
      : differs(`a file of ${predicate.bytes} bytes`)
  }
  const text = textOf(file)
  if (typeof predicate === 'string' && file !== undefined && text === undefined) {
    return isBeginning(file, predicate) ? [] : differs(describe(predicate))
  }
  if (typeof predicate !== 'string' && operatorOf(predicate) === null) return differs(describe(predicate))
  return compare(predicate, { value: text, path, recall }, 'equal').map(found => ({
    ...found,
    seen: describeFile(file),
  }))
}

/** The whole text of a file; `undefined` where there is no file, it is no text, or only its beginning is known. */
export function textOf(file: TmpFilePicture | undefined): string | undefined {
  if (file === undefined || file.directory || file.preview === null) return undefined
  return byteLength(file.preview) === file.bytes ? file.preview : undefined
}

/** A long file: its size and the characters that are known must agree. */
function isBeginning(file: TmpFilePicture, text: string): boolean {
  return !file.directory && file.preview !== null && byteLength(text) === file.bytes && text.startsWith(file.preview)
}

function describeFile(file: TmpFilePicture | undefined): string {
  if (file === undefined) return 'no such file'
  if (file.directory) return 'a folder'
  if (file.preview === null) return `a file of ${file.bytes} bytes that is no text`
  const whole = textOf(file) !== undefined
  return whole ? describe(file.preview) : `a file of ${file.bytes} bytes that begins with ${describe(file.preview)}`
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length
