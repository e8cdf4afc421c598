/** Text that a terminal leaves alone: pure ASCII without control characters, with a checksum. */

/**
 * JSON in printable ASCII without angle brackets; the rest as `\uXXXX`. A terminal cuts characters of several bytes apart
 * and takes DEL for a correction; brackets are the marks of our frames and lines.
 */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>\u007f-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** FNV-1a of the characters' codes, in hex: a terminal may swap as many characters as it loses. */
export function checksum(text: string): string {
  let sum = 0x811c9dc5
  for (let index = 0; index < text.length; index++) sum = Math.imul(sum ^ text.charCodeAt(index), 0x01000193)
  return (sum >>> 0).toString(16)
}
