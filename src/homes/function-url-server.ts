/** A function URL over HTTP, in Node: requests of curl and browsers become requests of an emulator, answers come back as bytes. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { CommandReply, HttpRequest, HttpResponse, Refusal } from '../emulator/commands.ts'

/** Largest request body that is read, bytes: more than Lambda's 6 MB, so that Lambda's own refusal is what one sees. */
const BODY_BYTES = 8 * 1_048_576

/** Content types that arrive as text; all others as base64 (lambda-semantics 1.7 #64: not documented beyond these). */
const TEXT_TYPES = /text|json|xml|javascript/i

/** Invokes the function; null where who was asked could not. */
export type AskFunction = (request: HttpRequest) => Promise<CommandReply | null>

/** A server that answers with the function that is asked. Not yet listening. */
export function createFunctionUrlServer(ask: AskFunction): Server {
  return createServer((request, response) => {
    answer(ask, request, response).catch((error: unknown) => {
      writeText(response, 500, `The emulator failed: ${error instanceof Error ? error.message : String(error)}\n`)
    })
  })
}

async function answer(ask: AskFunction, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request)
  if (body === null) {
    response.setHeader('connection', 'close')
    writeText(response, 413, 'The request is too large for this server.\n')
    return
  }
  const reply = await ask(toHttpRequest(request, body))
  if (reply === null) writeText(response, 503, 'The page could not carry this request out; it says why.\n')
  else if (!reply.ok) writeRefusal(response, reply.refusal)
  else if (reply.result.type === 'invocation' && reply.result.invocation.http !== null) {
    writeHttp(response, reply.result.invocation.http)
  } else throw new Error('an invocation of the function URL had no HTTP answer')
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const part = Buffer.from(chunk)
    bytes += part.length
    if (bytes > BODY_BYTES) return null
    chunks.push(part)
  }
  return Buffer.concat(chunks)
}

function toHttpRequest(request: IncomingMessage, body: Buffer): HttpRequest {
  const { method = 'GET', url = '/' } = request
  const headers = Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [
      name,
      values.join(name === 'cookie' ? '; ' : ','),
    ]),
  )
  if (body.length === 0) return { method, url, headers, body: null, isBase64Encoded: false }
  const isText = TEXT_TYPES.test(request.headers['content-type'] ?? '') && isUtf8(body)
  return { method, url, headers, body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText }
}

function isUtf8(body: Buffer): boolean {
  return Buffer.from(body.toString('utf8'), 'utf8').equals(body)
}

function writeHttp(response: ServerResponse, http: HttpResponse): void {
  const body = http.isBase64Encoded ? Buffer.from(http.body, 'base64') : Buffer.from(http.body, 'utf8')
  for (const [name, value] of Object.entries(http.headers)) setHeader(response, name, value)
  if (http.cookies.length > 0) setHeader(response, 'set-cookie', http.cookies)
  response.setHeader('content-length', body.length)
  response.removeHeader('transfer-encoding')
  response.statusCode = http.status < 200 ? 502 : http.status
  response.end(body)
}

/** A name or value that HTTP cannot carry is dropped, as the service in front of Lambda does, rather than failing the answer. */
function setHeader(response: ServerResponse, name: string, value: string | readonly string[]): void {
  try {
    response.setHeader(name, value)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}

function writeRefusal(response: ServerResponse, refusal: Refusal): void {
  response.setHeader('content-type', 'application/json')
  response.setHeader('x-amzn-errortype', refusal.type)
  response.statusCode = refusal.statusCode
  response.end(JSON.stringify({ Type: 'User', message: refusal.message }))
}

function writeText(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  response.setHeader('content-type', 'text/plain; charset=utf-8')
  response.statusCode = status
  response.end(text)
}
