/** What can be asked of the emulator: plain data, named as AWS's API names it. Every command is answered by a {@link CommandReply}. */
import type { ConfigurationRequest } from './configuration.ts'
import type { HandOver } from './hand-over.ts'
import type { SourceFile } from './sandbox.ts'

/** A request to a function URL, as an HTTP client sends it. */
export interface HttpRequest {
  readonly method: string
  /** Path with query: `/?message=hoge`. Kept as sent, also when it does not decode (`%zz`). */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** True when `body` is base64 of bytes. */
  readonly isBase64Encoded: boolean
}

/** An answer of a function URL. */
export interface HttpResponse {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Set-Cookie values, in order. */
  readonly cookies: readonly string[]
  readonly body: string
  /** True when `body` is base64 of bytes. */
  readonly isBase64Encoded: boolean
}

/** UpdateFunctionCode; creates the function when there is none (CreateFunction), then with `configuration`. */
export interface DeployCommand {
  readonly type: 'deploy'
  readonly function: string
  readonly files: readonly SourceFile[]
  readonly configuration?: ConfigurationRequest
}

/** UpdateFunctionConfiguration. */
export interface ConfigureCommand {
  readonly type: 'configure'
  readonly function: string
  readonly configuration: ConfigurationRequest
}

/** PutFunctionConcurrency; null is DeleteFunctionConcurrency. Recycles nothing. */
export interface ReserveCommand {
  readonly type: 'reserve'
  readonly function: string
  readonly concurrency: number | null
}

/** PublishVersion. */
export interface PublishCommand {
  readonly type: 'publish'
  readonly function: string
}

/** PutProvisionedConcurrencyConfig; answered when the status is READY or FAILED. */
export interface ProvisionCommand {
  readonly type: 'provision'
  readonly function: string
  readonly qualifier: string
  readonly count: number
}

/** One request: to the Invoke API (`event`) or to the function URL (`http`). */
export interface InvokeFunctionCommand {
  readonly type: 'invoke'
  readonly function: string
  readonly qualifier?: string
  readonly request:
    | {
        readonly kind: 'event'
        /** The payload as JSON text; refused when it does not parse. */
        readonly payload: string
        readonly invocationType: 'RequestResponse' | 'Event' | 'DryRun'
        readonly tenantId?: string
      }
    | { readonly kind: 'url'; readonly http: HttpRequest }
}

/** Lets this much virtual time pass, running invocations going on meanwhile. Answered when it has passed. */
export interface IdleCommand {
  readonly type: 'idle'
  /** Milliseconds. */
  readonly ms: number
  /** True to jump over waiting even when the clock is real ("Skip 15 minutes"). */
  readonly skip?: boolean
}

/** "Let real time run" (real) or stand still between requests (lesson). `stepping` jumps over waiting. */
export interface ClockCommand {
  readonly type: 'clock'
  readonly mode: ClockMode
}

/** How time passes: while something runs, by jumps, or as outside (DESIGN 4). */
export type ClockMode = 'lesson' | 'stepping' | 'real'

/**
 * Ends this emulator's environments and gives what another needs to go on with the one list of events. Refused while
 * something runs or is queued, or a published version or provisioned environment lives.
 */
export interface HandOverCommand {
  readonly type: 'hand-over'
}

/**
 * Carries out `command` when `ms` of virtual time have passed since this was taken; answered with that command's reply.
 * A caller far away cannot do it with an idle command: under a stepping clock time would have jumped on before its
 * next message arrived.
 */
export interface LaterCommand {
  readonly type: 'later'
  /** Milliseconds of virtual time; waiting is jumped over as in an idle command without `skip`. */
  readonly ms: number
  readonly command: Exclude<Command, LaterCommand | HandOverCommand>
}

/** Everything that can be asked of an emulator, as plain data. */
export type Command =
  | DeployCommand
  | ConfigureCommand
  | ReserveCommand
  | PublishCommand
  | ProvisionCommand
  | InvokeFunctionCommand
  | IdleCommand
  | ClockCommand
  | HandOverCommand
  | LaterCommand

/** How an invocation got its environment (DESIGN 3); null when it got none. */
export type InvocationStart = 'cold' | 'warm' | 'reset' | null
/** The values of `AWS_LAMBDA_INITIALIZATION_TYPE` that are modelled (lambda-semantics 1.5). */
export type InitializationType = 'on-demand' | 'provisioned-concurrency'

/** AWS's reasons for a 429 that this emulator gives. */
export type ThrottleReason =
  | 'ConcurrentInvocationLimitExceeded'
  | 'FunctionInvocationRateLimitExceeded'
  | 'ReservedFunctionConcurrentInvocationLimitExceeded'
  | 'ReservedFunctionInvocationRateLimitExceeded'
  | 'CallerRateLimitExceeded'

/** The outcome of one request; the caller's side of it. Times in ms as REPORT prints them. */
export interface InvocationResult {
  readonly requestId: string
  readonly start: InvocationStart
  readonly environment: string | null
  readonly initializationType: InitializationType | null
  /** Of the Invoke API: 200, 202, 204 or 429. */
  readonly statusCode: number
  readonly functionError: 'Unhandled' | null
  readonly throttle: ThrottleReason | null
  /** JSON text of what the function returned or of its error object; null where the API sends no payload. */
  readonly payload: string | null
  /** The function URL's answer; null for the Invoke API. */
  readonly http: HttpResponse | null
  /** Lines of the environment's log stream since its last invocation ended, through this REPORT. */
  readonly log: readonly string[]
  readonly durationMs: number | null
  readonly billedDurationMs: number | null
  readonly initDurationMs: number | null
}

/** AWS's refusal of a command (or ours where AWS has none): nothing happened. */
export interface Refusal {
  /** AWS's exception name: `InvalidParameterValueException`, `ResourceNotFoundException` … */
  readonly type: string
  readonly statusCode: number
  readonly message: string
  /** The key of the command or configuration that is wrong, if one is. */
  readonly key: string | null
  /** How to mend it, one sentence. */
  readonly hint: string | null
}

/** What becomes of a command: carried out, or refused with AWS's error and message. */
export type CommandReply =
  | { readonly ok: true; readonly result: CommandResult }
  | { readonly ok: false; readonly refusal: Refusal }

/** What a command that was carried out has to say, by its type. */
export type CommandResult =
  | { readonly type: 'done' }
  | { readonly type: 'published'; readonly version: string }
  | { readonly type: 'provisioned'; readonly status: 'READY' | 'FAILED'; readonly statusReason: string | null }
  | { readonly type: 'handed-over'; readonly state: HandOver }
  | { readonly type: 'invocation'; readonly invocation: InvocationResult }
