/** The global `awslambda` of the runtime client: streaming, and the store of the invocation (lambda-semantics 1.2 #31, 1.4). */
import { RuntimeError } from './errors.ts'

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming')
const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark')
const STREAM_RESPONSE = 'response'

/** Content type by which a function URL knows that status and headers come first. */
const PRELUDE_CONTENT_TYPE = 'application/vnd.awslambda.http-integration-response'
/** NUL bytes between them and the body. */
const PRELUDE_END_BYTES = 8

/** Keys that the client alone sets. */
const KEYS = {
  requestId: Symbol.for('_AWS_LAMBDA_REQUEST_ID'),
  traceId: Symbol.for('_AWS_LAMBDA_X_RAY_TRACE_ID'),
  tenantId: Symbol.for('_AWS_LAMBDA_TENANT_ID'),
} as const
const PROTECTED: readonly unknown[] = Object.values(KEYS)

/** LambdaInvokeStore: what belongs to the invocation that runs, and after it until the next one begins. */
export class InvokeStore {
  static readonly PROTECTED_KEYS = {
    REQUEST_ID: KEYS.requestId,
    X_RAY_TRACE_ID: KEYS.traceId,
    TENANT_ID: KEYS.tenantId,
  } as const
  #context: Record<PropertyKey, unknown> | undefined

  getContext(): object | undefined {
    return this.#context
  }
  hasContext(): boolean {
    return this.#context !== undefined
  }
  get(key: PropertyKey): unknown {
    return this.#context?.[key]
  }
  set(key: PropertyKey, value: unknown): void {
    if (this.isProtectedKey(key)) throw new Error(`Cannot modify protected Lambda context field: ${String(key)}`)
    this.#context ??= {}
    this.#context[key] = value
  }
  run<Result>(context: Record<PropertyKey, unknown>, work: () => Result): Result {
    this.#context = context
    return work()
  }
  isProtectedKey(key: unknown): boolean {
    return PROTECTED.includes(key)
  }
  getRequestId(): unknown {
    return this.get(KEYS.requestId) ?? '-'
  }
  getXRayTraceId(): unknown {
    return this.get(KEYS.traceId)
  }
  getTenantId(): unknown {
    return this.get(KEYS.tenantId)
  }
}

/** What the store has of an invocation. */
export function invokeContext(command: {
  readonly requestId: string
  readonly traceId: string
  readonly tenantId: string | null
}): Record<PropertyKey, unknown> {
  const { requestId, traceId, tenantId } = command
  return { [KEYS.requestId]: requestId, [KEYS.traceId]: traceId, [KEYS.tenantId]: tenantId ?? undefined }
}

/** The same stream, before whose first piece status, headers and cookies are written. */
function from(stream: object, prelude: unknown): object {
  Reflect.apply(Reflect.get(stream, 'setContentType'), stream, [PRELUDE_CONTENT_TYPE])
  const text = JSON.stringify(prelude)
  Reflect.set(stream, '_onBeforeFirstWrite', (write: (piece: string | Uint8Array) => void) => {
    write(text)
    write(new Uint8Array(PRELUDE_END_BYTES))
  })
  return stream
}

const HttpResponseStream = Object.assign(class HttpResponseStream {}, { from })

/** The global; undefined where the function's environment variables turn it off. `store` is none on nodejs22.x. */
export function awsLambdaGlobal(
  env: Readonly<Record<string, string>>,
  store: InvokeStore | null,
): Record<string, unknown> | undefined {
  if (['1', 'true'].includes(env['AWS_LAMBDA_NODEJS_NO_GLOBAL_AWSLAMBDA'] ?? '')) return undefined
  const streamifyResponse = (handler: object, options?: { readonly highWaterMark?: unknown }): object => {
    Reflect.set(handler, STREAMING, STREAM_RESPONSE)
    const mark = options?.highWaterMark
    if (typeof mark === 'number') Reflect.set(handler, HIGH_WATER_MARK, Number.parseInt(String(mark), 10))
    return handler
  }
  return { ...(store !== null && { InvokeStore: store }), streamifyResponse, HttpResponseStream }
}

/** How a handler streams; null when it does not. Throws Runtime.MalformedStreamingHandler. */
export function streamingOf(handler: object): { readonly highWaterMark: number | undefined } | null {
  const streaming: unknown = Reflect.get(handler, STREAMING)
  if (!streaming) return null
  if (streaming !== STREAM_RESPONSE) {
    throw new RuntimeError('Runtime.MalformedStreamingHandler', 'Only response streaming is supported.')
  }
  const mark = Number(Reflect.get(handler, HIGH_WATER_MARK) || Number.NaN)
  return { highWaterMark: Number.isNaN(mark) ? undefined : mark }
}
