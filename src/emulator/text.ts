/** Text and bytes, without the host's help. */
import type { BoundedText } from './events.ts'
import { PAYLOAD_PREVIEW_CHARS } from './events.ts'

/** Bytes of `text` in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4
  }
  return bytes
}

/** `text` as the event list carries it: cut at {@link PAYLOAD_PREVIEW_CHARS}, with its whole length. */
export function bounded(text: string): BoundedText {
  return { text: text.slice(0, PAYLOAD_PREVIEW_CHARS), length: text.length }
}

/** Characters of a file's beginning that the event list carries. */
const PREVIEW_CHARS = 80

/** The first characters of `bytes` if they are UTF-8 text, null if they are not. Surrogates stay whole. */
export function textPreview(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, PREVIEW_CHARS * 4)
  try {
    const escaped = Array.from(
      head.subarray(0, wholeCharacters(head)),
      byte => `%${byte.toString(16).padStart(2, '0')}`,
    )
    const text = decodeURIComponent(escaped.join(''))
    return CONTROL.test(text) ? null : [...text].slice(0, PREVIEW_CHARS).join('')
  } catch {
    // Not UTF-8: decodeURIComponent refuses such bytes, and the file is shown by its size alone.
    return null
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is what tells text from bytes
const CONTROL = /[\u0000-\u0008\u000e-\u001f]/

/** Length of `head` without a character that was cut in the middle. */
function wholeCharacters(head: Uint8Array): number {
  let start = head.length - 1
  while (start >= 0 && ((head[start] ?? 0) & 0xc0) === 0x80) start--
  const lead = head[start] ?? 0
  const wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
  return head.length - start >= wanted ? head.length : Math.max(0, start)
}
