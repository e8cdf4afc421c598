/** Function URLs: the event a request becomes, and the answer a payload becomes (lambda-semantics 1.7). */
import type { HttpRequest, HttpResponse, ThrottleReason } from './commands.ts'
import { parseQuery, splitTarget } from './query.ts'

/** Where a request comes from, as the event shows it: an address of the documentation range (RFC 5737). */
const SOURCE_IP = '203.0.113.10'
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** What the event says beside the request. */
export interface UrlRequestContext {
  readonly requestId: string
  /** Virtual epoch ms. */
  readonly time: number
  readonly urlId: string
  readonly region: string
  readonly traceId: string
}

/** The event in payload format 2.0. With no authentication what is empty is left out, the query included (#60, #61). */
export function urlEvent(http: HttpRequest, context: UrlRequestContext): Record<string, unknown> {
  const { path, query } = splitTarget(http.url)
  const domainName = `${context.urlId}.lambda-url.${context.region}.on.aws`
  const { cookies, headers } = requestHeaders(http, domainName, context.traceId)
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: rawPath(path),
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(query !== '' && { queryStringParameters: parseQuery(query) }),
    requestContext: requestContext(http, path, domainName, context, headers['user-agent']),
    ...(http.body !== null && { body: http.body }),
    isBase64Encoded: http.isBase64Encoded,
  }
}

function requestContext(
  http: HttpRequest,
  path: string,
  domainName: string,
  context: UrlRequestContext,
  userAgent: string | undefined,
): Record<string, unknown> {
  return {
    accountId: 'anonymous',
    apiId: context.urlId,
    domainName,
    domainPrefix: context.urlId,
    http: {
      method: http.method,
      path: rawPath(path),
      protocol: 'HTTP/1.1',
      sourceIp: SOURCE_IP,
      ...(userAgent !== undefined && { userAgent }),
    },
    requestId: context.requestId,
    routeKey: '$default',
    stage: '$default',
    time: requestTime(context.time),
    timeEpoch: Math.floor(context.time),
  }
}

function requestHeaders(http: HttpRequest, host: string, traceId: string) {
  const given = Object.entries(http.headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  const cookies = given
    .filter(([name]) => name === 'cookie')
    .flatMap(([, value]) => value.split(/;\s*/))
    .filter(cookie => cookie !== '')
  const headers: Record<string, string> = {
    ...Object.fromEntries(given.filter(([name]) => name !== 'cookie')),
    host,
    'x-amzn-tls-cipher-suite': 'TLS_AES_128_GCM_SHA256',
    'x-amzn-tls-version': 'TLSv1.3',
    'x-amzn-trace-id': traceId,
    'x-forwarded-for': SOURCE_IP,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  }
  return { cookies, headers }
}

const rawPath = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    // A path that does not decode is passed on as it was sent.
    return path
  }
}

/** `05/Aug/2022:08:14:39 +0000` */
function requestTime(time: number): string {
  const date = new Date(time)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}`
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`
}

const JSON_TYPE = { 'content-type': 'application/json' } as const

/** The answer that a payload (JSON text) becomes: inferred, or as `{ statusCode, headers, cookies, body }` says (#65, #66). */
export function urlResponse(payload: string, requestId: string): HttpResponse {
  const value: unknown = JSON.parse(payload)
  const plain = { headers: { ...JSON_TYPE, 'x-amzn-requestid': requestId }, cookies: [], isBase64Encoded: false }
  if (typeof value === 'string') return { status: 200, body: value, ...plain }
  if (!isRecord(value) || value['statusCode'] === undefined) return { status: 200, body: payload, ...plain }
  const status = Number(value['statusCode'])
  if (!Number.isInteger(status) || status < 100 || status > 599) return urlError(requestId)
  return {
    status,
    headers: { ...JSON_TYPE, ...responseHeaders(value['headers']), 'x-amzn-requestid': requestId },
    cookies: Array.isArray(value['cookies']) ? value['cookies'].map(String) : [],
    body: responseBody(value['body']),
    isBase64Encoded: value['isBase64Encoded'] === true,
  }
}

/** Any function error is a 502 with these 21 bytes (#67). */
export function urlError(requestId: string): HttpResponse {
  return {
    status: 502,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
    cookies: [],
    body: 'Internal Server Error',
    isBase64Encoded: false,
  }
}

/** The body of a throttled request, of a URL and of the Invoke API alike (#68, 1.3 #44). */
export function throttleBody(reason: ThrottleReason): string {
  return JSON.stringify({ Reason: reason, Type: 'User', message: 'Rate Exceeded.' })
}

/** A function URL's answer to a throttled request: 429 (lambda-semantics 1.7). */
export function urlThrottled(reason: ThrottleReason, requestId: string): HttpResponse {
  return { ...urlError(requestId), status: 429, body: throttleBody(reason) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function responseHeaders(headers: unknown): Record<string, string> {
  if (!isRecord(headers)) return {}
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
}

function responseBody(body: unknown): string {
  if (body === undefined || body === null) return ''
  return typeof body === 'string' ? body : JSON.stringify(body)
}
