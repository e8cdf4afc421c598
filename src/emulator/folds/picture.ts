/**
 * The picture: what the page shows of a function under study, folded from the event list.
 * `foldPicture(events)` is pure; `extendPicture` adds one event without copying what did not change.
 */
import type { HttpResponse, InitializationType, InvocationStart, ThrottleReason } from '../commands.ts'
import type { BoundedText, PhaseStatus, ReclaimReason, RuntimeEnd } from '../events.ts'
import type { EnvironmentState } from '../lifecycle.ts'
import type { EngineNotice, PendingTimer } from '../sandbox.ts'
import type { DatabasePicture } from './database-picture.ts'

/** A value of module scope with its history, oldest first, the current preview last. */
export interface BindingPicture {
  readonly file: string
  readonly name: string
  readonly history: readonly string[]
  readonly readable: boolean
  /** True when the last phase of the environment changed it: it flashes. */
  readonly changed: boolean
  /** True after a reset: the value is gone with its runtime. */
  readonly lost: boolean
}

/** A file of `/tmp` as it is shown; size in bytes. */
export interface TmpFilePicture {
  readonly path: string
  readonly bytes: number
  readonly preview: string | null
  readonly directory: boolean
}

/** A stretch of an environment's lane. `end` is null while it lasts. Times are virtual epoch ms. */
export interface Segment {
  readonly kind: 'init' | 'run' | 'frozen' | 'runtime-ended'
  readonly begin: number
  readonly end: number | null
  /** Numbers of the events it begins and ends with: they part what happens at one time. */
  readonly beginSeq: number
  readonly endSeq: number | null
  /** Ordinal of the invocation (1, 2 …) for runs. */
  readonly invocation: number | null
  readonly status: PhaseStatus | null
  /** Simulated share in ms. */
  readonly simulatedMs: number
  /** True for an init inside an invocation. */
  readonly again: boolean
}

/** An execution environment as it is shown. */
export interface EnvironmentPicture {
  readonly id: string
  readonly function: string
  readonly version: string
  readonly logStream: string
  readonly initializationType: InitializationType
  readonly state: EnvironmentState
  readonly born: number
  /** Virtual epoch ms of the last change between running and not running. */
  readonly since: number
  readonly reclaimed: { readonly time: number; readonly reason: ReclaimReason } | null
  readonly served: number
  /** The invocation it runs now (ordinal), null otherwise. */
  readonly running: { readonly ordinal: number; readonly requestId: string; readonly deadline: number | null } | null
  readonly bindings: readonly BindingPicture[]
  readonly tmp: { readonly total: number; readonly used: number; readonly files: readonly TmpFilePicture[] }
  readonly pending: readonly PendingTimer[]
  /** Left-over timers that ran at the last thaw. */
  readonly late: readonly PendingTimer[]
  readonly init: { readonly durationMs: number; readonly simulatedMs: number; readonly status: PhaseStatus } | null
  readonly runtimeEnd: RuntimeEnd | null
  readonly notices: readonly EngineNotice[]
  readonly lane: readonly Segment[]
  readonly log: readonly LogLine[]
}

/** One line of a log stream, or what the platform says beside it. */
export interface LogLine {
  readonly seq: number
  readonly time: number
  readonly source: 'platform' | 'function'
  readonly requestId: string | null
  readonly line: string
}

/** An invocation as it is shown; durations in ms. */
export interface InvocationPicture {
  /** 1 for the first request of the list. */
  readonly ordinal: number
  readonly requestId: string
  readonly requestedAt: number
  /** What the reader sent: the URL with query, or the event's JSON. */
  readonly request:
    | { readonly kind: 'url'; readonly method: string; readonly url: string }
    | { readonly kind: 'event'; readonly payload: string }
  readonly start: InvocationStart
  readonly environment: string | null
  readonly throttle: ThrottleReason | null
  readonly ended: {
    readonly time: number
    readonly status: PhaseStatus
    readonly functionError: 'Unhandled' | null
    readonly payload: BoundedText | null
    readonly http: (Omit<HttpResponse, 'body'> & { readonly body: BoundedText }) | null
    readonly durationMs: number
    readonly billedDurationMs: number
    readonly initDurationMs: number | null
  } | null
}

/** A value of the store outside every environment. */
export interface OutsidePicture {
  readonly key: string
  /** JSON text. */
  readonly value: string
  /** The environment that set it. */
  readonly by: string
  /** Number of the event that set it. */
  readonly seq: number
}

/** The whole of what is shown, folded from the event list. */
export interface Picture {
  /** Number of the last event folded in; 0 for none. */
  readonly seq: number
  /** Virtual epoch ms of the first and the last event. */
  readonly began: number
  readonly now: number
  readonly environments: readonly EnvironmentPicture[]
  readonly invocations: readonly InvocationPicture[]
  /** What lies outside every environment, in order of key. */
  readonly outside: readonly OutsidePicture[]
  /** The account's database; null until it is started. */
  readonly database: DatabasePicture | null
  readonly counts: { readonly cold: number; readonly warm: number; readonly reset: number; readonly throttled: number }
}
