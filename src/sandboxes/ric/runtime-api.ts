/** The Lambda Runtime API (2018-06-01) for one runtime: the four calls that AWS's client makes (lambda-semantics 1.9). */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { FunctionErrorPayload, InvokeCommand, StreamedResponse } from '../../emulator/sandbox.ts'
import { reportedError, trailingError } from './reported-error.ts'

/** What the client told. */
export interface RuntimeApiEvents {
  /** It asks for the next invocation: nothing of the last one is left to do. */
  next(): void
  response(requestId: string, body: string): void
  /** A response it wrote piece by piece, and the error that cut it off; resolves when the caller has it. */
  streamed(requestId: string, response: StreamedResponse, error: FunctionErrorPayload | null): Promise<void>
  error(requestId: string, error: FunctionErrorPayload): void
  initError(error: FunctionErrorPayload): void
  /** A call that the API does not have. */
  unknown(call: string): void
}

const ROOT = '/2018-06-01/runtime'
const ANSWERED = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/
const MODE_HEADER = 'lambda-runtime-function-response-mode'
const ERROR_TYPE_HEADER = 'lambda-runtime-function-error-type'

/** A server for one runtime, on a port of its own. */
export class RuntimeApi {
  readonly #events: RuntimeApiEvents
  readonly #server: Server
  #waiting: ServerResponse | null = null
  #served = 0
  /** Of the client's calls so far. */
  bytesRead = 0

  constructor(events: RuntimeApiEvents) {
    this.#events = events
    this.#server = createServer((request, response) => void this.#take(request, response))
    // The client's time is not ours: a connection it keeps ends with it, and a long freeze is no time-out.
    Object.assign(this.#server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 })
  }

  /** Listens; gives `host:port` as `AWS_LAMBDA_RUNTIME_API` names it. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(0, '127.0.0.1', resolve)
    })
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('The Runtime API has no port.')
    return `127.0.0.1:${address.port}`
  }

  /** Answers the client's wait for the next invocation. */
  invoke(command: InvokeCommand): void {
    if (this.#waiting === null) throw new Error(`The client does not wait for ${command.requestId}.`)
    const { traceId, tenantId } = command
    this.#waiting.writeHead(200, {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': command.requestId,
      'Lambda-Runtime-Deadline-Ms': String(Math.round(command.deadline)),
      'Lambda-Runtime-Invoked-Function-Arn': command.invokedFunctionArn,
      ...(traceId !== '' && { 'Lambda-Runtime-Trace-Id': traceId }),
      ...(tenantId !== null && { 'Lambda-Runtime-Aws-Tenant-Id': tenantId }),
    })
    this.#waiting.end(command.event)
    this.#waiting = null
  }

  /** True while a call is being read or answered; the wait for the next invocation is none, nor a response that streams. */
  get busy(): boolean {
    return this.#served > 0
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = `${request.method} ${request.url}`
    if (call === `GET ${ROOT}/invocation/next`) {
      this.#waiting = response
      this.#events.next()
      return
    }
    if (!isStreaming(request)) {
      this.#served++
      response.once('close', () => this.#served--)
    }
    const body = await this.#bytesOf(request)
    if (body === null) return
    await this.#told(call, request, body)
    response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}')
  }

  /** The whole body; null where the client was gone before its end. */
  async #bytesOf(request: IncomingMessage): Promise<Buffer | null> {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) {
        chunks.push(Buffer.from(chunk))
        this.bytesRead += chunk.length
      }
    } catch {
      // A runtime that is killed in mid-call has said nothing.
      return null
    }
    return Buffer.concat(chunks)
  }

  async #told(call: string, request: IncomingMessage, body: Buffer): Promise<void> {
    const [, requestId, kind] = ANSWERED.exec(request.url ?? '') ?? []
    const error = (): FunctionErrorPayload =>
      reportedError(body.toString('utf8'), request.headers[ERROR_TYPE_HEADER]?.toString())
    if (call === `POST ${ROOT}/init/error`) this.#events.initError(error())
    else if (requestId === undefined) this.#events.unknown(call)
    else if (kind === 'error') this.#events.error(requestId, error())
    else if (isStreaming(request))
      await this.#events.streamed(requestId, streamedIn(request, body), trailingError(request.trailers))
    else this.#events.response(requestId, body.toString('utf8'))
  }
}

const isStreaming = ({ headers }: IncomingMessage): boolean => headers[MODE_HEADER] === 'streaming'

function streamedIn({ headers }: IncomingMessage, bytes: Buffer): StreamedResponse {
  const text = bytes.toString('utf8')
  const isText = Buffer.from(text, 'utf8').equals(bytes)
  return {
    contentType: headers['content-type'] ?? '',
    body: isText ? text : bytes.toString('base64'),
    isBase64Encoded: !isText,
    bytes: bytes.length,
  }
}
