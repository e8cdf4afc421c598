/**
 * What becomes of a streamed response (lambda-semantics 1.2 #31). The Invoke API and a function URL of mode BUFFERED get all
 * of it at once; a URL of mode RESPONSE_STREAM sends it with the status and headers that stand before the body.
 */
import type { HttpResponse } from './commands.ts'
import { urlError, urlResponse } from './function-url.ts'
import type { StreamedResponse } from './sandbox.ts'

/** Content type by which a function URL knows the prelude. */
const PRELUDE_CONTENT_TYPE = 'application/vnd.awslambda.http-integration-response'
/** Ends the prelude: 8 NUL bytes. */
const PRELUDE_END = '\0'.repeat(8)
const DEFAULT_CONTENT_TYPE = 'application/octet-stream'

/** The payload of the Invoke API as JSON: what was written, as a text. */
export function streamedPayload({ body }: StreamedResponse): string {
  return JSON.stringify(body)
}

/**
 * A URL's answer in mode BUFFERED: what was written is taken as what a function returned. AWS documents nothing for a
 * prelude here; as the Invoke API hands it on with the rest, so does this.
 */
export function bufferedUrlResponse(streamed: StreamedResponse, requestId: string): HttpResponse {
  if (streamed.isBase64Encoded) return rawResponse(streamed, requestId)
  return urlResponse(isJson(streamed.body) ? streamed.body : streamedPayload(streamed), requestId)
}

/** A URL's answer in mode RESPONSE_STREAM. */
export function streamedUrlResponse(streamed: StreamedResponse, requestId: string): HttpResponse {
  if (streamed.contentType !== PRELUDE_CONTENT_TYPE) return rawResponse(streamed, requestId)
  // Nothing written, no prelude either: status and headers come with the first piece.
  if (streamed.bytes === 0) return rawResponse({ ...streamed, contentType: DEFAULT_CONTENT_TYPE }, requestId)
  const text = streamed.isBase64Encoded ? fromBase64(streamed.body) : streamed.body
  const end = text.indexOf(PRELUDE_END)
  const prelude = end < 0 ? null : parsePrelude(text.slice(0, end))
  if (prelude === null) return urlError(requestId)
  const rest = text.slice(end + PRELUDE_END.length)
  return {
    status: prelude.status,
    headers: { 'content-type': DEFAULT_CONTENT_TYPE, ...prelude.headers, 'x-amzn-requestid': requestId },
    cookies: prelude.cookies,
    body: streamed.isBase64Encoded ? toBase64(rest) : rest,
    isBase64Encoded: streamed.isBase64Encoded,
  }
}

function rawResponse({ contentType, body, isBase64Encoded }: StreamedResponse, requestId: string): HttpResponse {
  const headers = { 'content-type': contentType, 'x-amzn-requestid': requestId }
  return { status: 200, headers, cookies: [], body, isBase64Encoded }
}

type Prelude = Pick<HttpResponse, 'status' | 'headers' | 'cookies'>

function parsePrelude(text: string): Prelude | null {
  if (!isJson(text)) return null
  const prelude: unknown = JSON.parse(text)
  if (typeof prelude !== 'object' || prelude === null) return null
  const status = Number(Reflect.get(prelude, 'statusCode') ?? 200)
  if (!Number.isInteger(status) || status < 100 || status > 599) return null
  const headers = Object.entries(Object(Reflect.get(prelude, 'headers') ?? {}))
  const cookies: unknown = Reflect.get(prelude, 'cookies')
  return {
    status,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), String(value)])),
    cookies: Array.isArray(cookies) ? cookies.map(String) : [],
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    // Text that is no JSON is passed on as a text.
    return false
  }
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** One character for each byte. */
function fromBase64(text: string): string {
  let [bits, held, bytes] = [0, 0, '']
  for (const digit of text.replaceAll('=', '')) {
    bits = (bits << 6) | DIGITS.indexOf(digit)
    held += 6
    if (held < 8) continue
    held -= 8
    bytes += String.fromCharCode((bits >> held) & 0xff)
    bits &= (1 << held) - 1
  }
  return bytes
}

function toBase64(bytes: string): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [one, two, three] = [bytes.charCodeAt(at), bytes.charCodeAt(at + 1), bytes.charCodeAt(at + 2)]
    const triple = (one << 16) | ((two || 0) << 8) | (three || 0)
    const digits = [18, 12, 6, 0].map(shift => DIGITS[(triple >> shift) & 63]).join('')
    text += Number.isNaN(two) ? `${digits.slice(0, 2)}==` : Number.isNaN(three) ? `${digits.slice(0, 3)}=` : digits
  }
  return text
}
