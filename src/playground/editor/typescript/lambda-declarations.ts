/**
 * What Lambda hands to a function, for completion and hover (lambda-semantics 1.7 and 1.9). What may be any JSON is `any`
 * here: learners write JavaScript, and `unknown` would mark every use of it.
 */
export const LAMBDA_DECLARATIONS = `
/** What a function URL hands to the handler: payload format 2.0. An Invoke API call may hand over any JSON. */
interface LambdaEvent {
  version: '2.0'
  routeKey: string
  /** Path of the request, undecoded. */
  rawPath: string
  /** The query as it was sent, without the question mark. */
  rawQueryString: string
  cookies?: string[]
  /** Names in lower case. */
  headers: Record<string, string>
  /** Decoded; absent when the request has no query. */
  queryStringParameters?: Record<string, string>
  requestContext: {
    accountId: string
    apiId: string
    domainName: string
    domainPrefix: string
    http: { method: string; path: string; protocol: string; sourceIp: string; userAgent: string }
    requestId: string
    routeKey: string
    stage: string
    time: string
    timeEpoch: number
  }
  body?: string
  isBase64Encoded: boolean
  [key: string]: any
}
interface LambdaContext {
  callbackWaitsForEmptyEventLoop: boolean
  functionName: string
  functionVersion: string
  invokedFunctionArn: string
  /** In MB, as text. */
  memoryLimitInMB: string
  /** UUID of this invocation; a retry has the same. */
  awsRequestId: string
  logGroupName: string
  /** One for each execution environment. */
  logStreamName: string
  tenantId?: string
  /** Milliseconds until this invocation times out. */
  getRemainingTimeInMillis(): number
}
type LambdaHandler = (event: LambdaEvent, context: LambdaContext, callback: (error: unknown, result?: unknown) => void) => any
type LambdaAsyncHandler = (event: LambdaEvent, context: LambdaContext) => Promise<any>
declare namespace awslambda {
  function streamifyResponse(handler: (event: LambdaEvent, responseStream: any, context: LambdaContext) => Promise<void>): LambdaHandler
  const HttpResponseStream: { from(responseStream: any, metadata: { statusCode?: number; headers?: Record<string, string> }): any }
}
declare module 'outside' {
  /** What lies outside every execution environment, one for all of them. Each call takes a few milliseconds. */
  export const store: {
    /** The value under the key; undefined where there is none. */
    get(key: string): Promise<any>
    /** Keeps a value, anything JSON can hold. */
    put(key: string, value: unknown): Promise<void>
    /** Adds to the number under the key (0 where there is none) in one step, and gives the sum. */
    add(key: string, amount: number): Promise<number>
  }
}
declare module 'pg' {
  interface QueryResult { command: string; rowCount: number | null; rows: any[]; fields: { name: string; dataTypeID: number }[] }
  interface QueryConfig { text: string; values?: readonly unknown[]; name?: string; rowMode?: 'array' }
  interface ClientConfig { host?: string; port?: number; user?: string; password?: string; database?: string; ssl?: any; connectionTimeoutMillis?: number }
  interface PoolConfig extends ClientConfig { max?: number; min?: number; idleTimeoutMillis?: number; allowExitOnIdle?: boolean }
  export class Client {
    constructor(config?: string | ClientConfig)
    connect(): Promise<Client>
    query(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult>
    on(event: string, listener: (...values: any[]) => void): this
    end(): Promise<void>
  }
  export interface PoolClient extends Client { release(destroy?: boolean): void }
  export class Pool {
    constructor(config?: PoolConfig)
    connect(): Promise<PoolClient>
    query(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult>
    on(event: string, listener: (...values: any[]) => void): this
    end(): Promise<void>
    readonly totalCount: number
    readonly idleCount: number
    readonly waitingCount: number
  }
  /** What Postgres refuses; code is its SQLSTATE. */
  export class DatabaseError extends Error { code?: string; severity?: string; detail?: string; hint?: string; constraint?: string; table?: string; column?: string }
  export const types: any
  const pg: { Client: typeof Client; Pool: typeof Pool; DatabaseError: typeof DatabaseError; types: any }
  export default pg
}
declare function structuredClone<T>(value: T, options?: { transfer?: readonly any[] }): T
declare const performance: { now(): number; readonly timeOrigin: number }
`
