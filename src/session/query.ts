/** The query box: what a person types, and the request it stands for. */
import type { HttpRequest } from '../emulator/commands.ts'

/** Full-width signs that an input method leaves behind, with what they stand for. */
const FULL_WIDTH: Readonly<Record<string, string>> = { '？': '?', '＝': '=', '＆': '&', '％': '%', '　': ' ' }

/** The query string without its `?`, from what was typed with or without it. Signs typed full-width are understood. */
export function queryOf(typed: string): string {
  const plain = typed.replace(/[？＝＆％　]/g, sign => FULL_WIDTH[sign] ?? sign).trim()
  return plain.replace(/^\?/, '')
}

/** The request that `curl` would send: characters outside ASCII and spaces are encoded, everything else stays as typed. */
export function requestFor(typed: string): HttpRequest {
  const query = queryOf(typed).replace(/[^\x21-\x7e]+/g, text => encodeURIComponent(text))
  return {
    method: 'GET',
    url: query === '' ? '/' : `/?${query}`,
    headers: { accept: '*/*', 'user-agent': 'curl/8.9.1' },
    body: null,
    isBase64Encoded: false,
  }
}
