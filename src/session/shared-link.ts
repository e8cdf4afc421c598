/** A scenario in an address, behind `#`: JSON, deflated, base64url. Nothing of it reaches a server. `read-link.ts` reads it. */
import type { Script } from './script.ts'

/** Stands before the text of a link; the number is that of its form. */
export const LINK_PREFIX = '#run1='

/** Characters of an address that chats and browsers still carry whole. */
export const LONGEST_LINK = 32_000

/** The part of an address for a script, with its `#`; null where it would be too long. */
export async function encodeLink(script: Script): Promise<string | null> {
  const stream = new Blob([JSON.stringify(script)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
  const text = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
  const link = LINK_PREFIX + text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return link.length > LONGEST_LINK ? null : link
}
