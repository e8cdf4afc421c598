/** `querystring`: the library's, with Node's two ways of escaping. */
import library from 'querystring-es3'

/** Broken escapes stay as they are. */
function unescaped(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, escapes => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      // Not UTF-8: Node gives U+FFFD for such bytes.
      return '\ufffd'
    }
  })
}

/** The module. */
export const nodeQuerystring = {
  ...library,
  escape: (text: unknown) => encodeURIComponent(String(text)),
  unescape: unescaped,
}
