/** Paths of files in a deployment package. */

/** What a path must not be: empty, absolute, with a backslash, with a way out, or a folder. */
const WRONG_PATH = /^$|^\/|\\|(^|\/)\.{1,2}(\/|$)|\/$/

/** True for a relative path of a file without a way out: `lib/a.mjs`. */
export function isPackagePath(path: string): boolean {
  return !WRONG_PATH.test(path)
}
