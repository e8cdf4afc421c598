/**
 * Every observable fact, one numbered list. Whatever is shown, ticked or replayed is a fold of it.
 * Events are plain data, small and bounded: log text per invocation is capped by the guest and marked, `/tmp` events
 * carry size and a short preview, payloads over {@link PAYLOAD_PREVIEW_CHARS} are cut and marked.
 */
import type { HttpRequest, HttpResponse, InitializationType, InvocationStart, ThrottleReason } from './commands.ts'
import type { FunctionConfiguration } from './configuration.ts'
import type { EngineNotice, ModuleBinding, PendingTimer, RuntimeExit, SourceFile } from './sandbox.ts'

/** Payload and body text kept in an event, in characters. The caller's reply carries all of it. */
export const PAYLOAD_PREVIEW_CHARS = 65_536

/** A text that may have been cut for the list. */
export interface BoundedText {
  readonly text: string
  /** Length in characters before the cut; equals `text.length` when nothing was cut. */
  readonly length: number
}

/** Why an environment was taken away. */
export type ReclaimReason = 'idle' | 'lifetime' | 'new-code' | 'new-configuration' | 'provisioning-removed'

/** Why a runtime ended while its environment stayed. */
export type RuntimeEnd =
  | { readonly kind: 'timeout' }
  | { readonly kind: 'init-timeout' }
  | { readonly kind: 'init-error'; readonly errorType: string }
  | { readonly kind: 'exited'; readonly exit: RuntimeExit }

/** A connection as the database's server sees it; `lost` is one whose environment is gone without the server knowing. */
export type ConnectionState = 'idle' | 'active' | 'waiting' | 'idle in transaction' | 'lost'

/** Why a connection's slot is free: closed by the client, by the end of its process, by unanswered probes, by a crash. */
export type ConnectionEnd = 'client' | 'process' | 'keepalive' | 'crash'

/** How a phase (init or invoke) went, as log lines name it. */
export type PhaseStatus = 'success' | 'error' | 'timeout'

/** Every observable fact, without its number and time. */
export type EventBody =
  | {
      readonly type: 'function-deployed'
      readonly function: string
      readonly files: readonly SourceFile[]
      readonly configuration: FunctionConfiguration
    }
  | { readonly type: 'function-configured'; readonly function: string; readonly configuration: FunctionConfiguration }
  | { readonly type: 'concurrency-reserved'; readonly function: string; readonly concurrency: number | null }
  | { readonly type: 'version-published'; readonly function: string; readonly version: string }
  | {
      readonly type: 'provisioning'
      readonly function: string
      readonly qualifier: string
      readonly requested: number
      readonly status: 'IN_PROGRESS' | 'READY' | 'FAILED'
      readonly statusReason: string | null
    }
  | {
      readonly type: 'invocation-requested'
      readonly requestId: string
      readonly function: string
      readonly version: string
      readonly request:
        | { readonly kind: 'event'; readonly payload: BoundedText; readonly invocationType: string }
        | { readonly kind: 'url'; readonly http: HttpRequest }
    }
  | {
      readonly type: 'invocation-throttled'
      readonly requestId: string
      readonly reason: ThrottleReason
      readonly http: HttpResponse | null
    }
  | {
      readonly type: 'environment-started'
      readonly environment: string
      readonly function: string
      readonly version: string
      readonly logStream: string
      readonly initializationType: InitializationType
      /** Size of its `/tmp` in bytes. */
      readonly tmpBytes: number
      /** The request it was started for; null when started ahead of any. */
      readonly requestId: string | null
    }
  /** `phase` is AWS's word: `init`, or `invoke` for a suppressed init inside an invocation. */
  | {
      readonly type: 'init-started'
      readonly environment: string
      readonly phase: 'init' | 'invoke'
      /** Simulated ms of runtime boot that come before module code; 0 where none is simulated. */
      readonly simulatedMs: number
      readonly requestId: string | null
    }
  | {
      readonly type: 'init-ended'
      readonly environment: string
      readonly phase: 'init' | 'invoke'
      readonly status: PhaseStatus
      readonly errorType: string | null
      /** Whole init in ms, simulated part included. */
      readonly durationMs: number
      readonly simulatedMs: number
    }
  /** The request has its environment: routed, before thaw or init. */
  | {
      readonly type: 'invocation-placed'
      readonly requestId: string
      readonly environment: string
      readonly start: Exclude<InvocationStart, null>
    }
  /** The handler's turn begins: START is written. */
  | {
      readonly type: 'invocation-started'
      readonly requestId: string
      readonly environment: string
      readonly deadline: number
    }
  | {
      readonly type: 'invocation-ended'
      readonly requestId: string
      readonly environment: string
      readonly status: PhaseStatus
      readonly functionError: 'Unhandled' | null
      readonly payload: BoundedText | null
      readonly http: (Omit<HttpResponse, 'body'> & { readonly body: BoundedText }) | null
      readonly durationMs: number
      readonly billedDurationMs: number
      readonly initDurationMs: number | null
    }
  /** A line of the environment's log stream. */
  | {
      readonly type: 'log'
      readonly environment: string
      readonly source: 'platform' | 'function'
      readonly requestId: string | null
      readonly line: string
    }
  | {
      readonly type: 'module-scope'
      readonly environment: string
      readonly after: 'init' | 'invocation'
      readonly requestId: string | null
      readonly bindings: readonly ModuleBinding[]
    }
  | {
      readonly type: 'tmp-changed'
      readonly environment: string
      readonly path: string
      readonly change: 'written' | 'deleted' | 'directory'
      /** Size of the file in bytes; 0 when deleted or a directory. */
      readonly bytes: number
      /** First characters if the file is text; null otherwise. */
      readonly preview: string | null
      /** Bytes used in all of `/tmp` afterwards. */
      readonly used: number
    }
  | { readonly type: 'frozen'; readonly environment: string; readonly pending: readonly PendingTimer[] }
  | { readonly type: 'thawed'; readonly environment: string; readonly frozenMs: number }
  | { readonly type: 'late-work'; readonly environment: string; readonly timers: readonly PendingTimer[] }
  | { readonly type: 'runtime-ended'; readonly environment: string; readonly end: RuntimeEnd }
  | { readonly type: 'environment-reclaimed'; readonly environment: string; readonly reason: ReclaimReason }
  | { readonly type: 'notice'; readonly environment: string; readonly notice: EngineNotice }
  /** A value of the store outside every environment; JSON, whole. `by` is the environment whose call it was. */
  | { readonly type: 'outside-changed'; readonly key: string; readonly value: string; readonly by: string }
  /** The account's database is being started; `maxConnections` has the reserved ones in it. */
  | { readonly type: 'database-created'; readonly instance: string; readonly maxConnections: number }
  /** Bytes of it that are there, of all. */
  | { readonly type: 'database-loading'; readonly loaded: number; readonly total: number }
  | { readonly type: 'database-available' }
  | { readonly type: 'connection-opened'; readonly environment: string; readonly connection: number }
  | {
      readonly type: 'connection-refused'
      readonly environment: string
      readonly sqlState: string
      readonly message: string
    }
  | { readonly type: 'connection-turned'; readonly connection: number; readonly state: ConnectionState }
  | { readonly type: 'connection-closed'; readonly connection: number; readonly end: ConnectionEnd }
  /** Time was moved on by a command, not by running. */
  | { readonly type: 'time-skipped'; readonly ms: number }

/** `seq` counts from 1 without gaps; `time` is virtual epoch ms and never falls. */
export type EmulatorEvent = EventBody & { readonly seq: number; readonly time: number }
