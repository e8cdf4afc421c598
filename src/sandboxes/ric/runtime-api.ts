/** The Lambda Runtime API (2018-06-01) for one runtime: the four calls that AWS's client makes (lambda-semantics 1.9). */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { FunctionErrorPayload, InvokeCommand } from '../../emulator/sandbox.ts'

/** What the client told. */
export interface RuntimeApiEvents {
  /** It asks for the next invocation: nothing of the last one is left to do. */
  next(): void
  response(requestId: string, body: string): void
  error(requestId: string, error: FunctionErrorPayload): void
  initError(error: FunctionErrorPayload): void
  /** A call that the API does not have. */
  unknown(call: string): void
}

const ROOT = '/2018-06-01/runtime'
const ANSWERED = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/
const MODE_HEADER = 'lambda-runtime-function-response-mode'

const ERROR = z.object({ errorType: z.string(), errorMessage: z.string(), trace: z.array(z.string()).optional() })

/** A server for one runtime, on a port of its own. */
export class RuntimeApi {
  readonly #events: RuntimeApiEvents
  readonly #server: Server
  #waiting: ServerResponse | null = null
  #served = 0

  constructor(events: RuntimeApiEvents) {
    this.#events = events
    this.#server = createServer((request, response) => void this.#take(request, response))
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

  /** True while a call is being read or answered; the wait for the next invocation is none. */
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
    this.#served++
    response.once('close', () => this.#served--)
    const body = await textOf(request)
    if (body === null) return
    this.#told(call, request, body)
    response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}')
  }

  #told(call: string, request: IncomingMessage, body: string): void {
    const [, requestId, kind] = ANSWERED.exec(request.url ?? '') ?? []
    if (call === `POST ${ROOT}/init/error`) this.#events.initError(errorIn(body))
    else if (requestId !== undefined && kind === 'error') this.#events.error(requestId, errorIn(body))
    else if (requestId !== undefined && request.headers[MODE_HEADER] === undefined)
      this.#events.response(requestId, body)
    else this.#events.unknown(requestId === undefined ? call : `${call} (streaming)`)
  }
}

function errorIn(body: string): FunctionErrorPayload {
  const { trace, ...error } = ERROR.parse(JSON.parse(body))
  return { ...error, ...(trace !== undefined && { trace }) }
}

/** The whole body; null where the client was gone before its end. */
async function textOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
  } catch {
    // A runtime that is killed in mid-call has said nothing.
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}
