/** What a step may expect, as data. Keys are DESIGN 7's; a key that is left out expects nothing. */
import type { InitializationType, InvocationStart, ThrottleReason } from '../emulator/commands.ts'
import type { EnvironmentState } from '../emulator/lifecycle.ts'
import type { Json, Predicate } from './predicates.ts'

/** A figure in ms: exact, absent, or within bounds (both included). */
export type DurationPredicate =
  | Predicate<number | null>
  | { readonly min?: number | undefined; readonly max?: number | undefined }

/** A file below `/tmp`: its text, its size, or null for absent. */
export type TmpPredicate = Predicate<string> | { readonly bytes: number } | null

/** Name of a top-level binding → its preview, as the environment's card shows it. */
export type ModuleScopeExpectation = Readonly<Record<string, Predicate<string>>>
/** Absolute path → what the file must be. */
export type TmpExpectation = Readonly<Record<string, TmpPredicate>>

/** Predicates of one invocation. `tmp` and `moduleScope` are those of its environment when it ended. */
export interface InvocationExpectation {
  readonly start?: Predicate<InvocationStart> | undefined
  readonly environment?: Predicate<string | null> | undefined
  readonly initializationType?: Predicate<InitializationType | null> | undefined
  readonly statusCode?: Predicate<number> | undefined
  readonly functionError?: Predicate<'Unhandled' | null> | undefined
  /** Deep equal. */
  readonly payload?: Json | undefined
  /** Subset: keys that are not named may be anything. */
  readonly payloadIncludes?: Json | undefined
  /** Of the function URL's answer, as the next three. */
  readonly status?: Predicate<number> | undefined
  readonly body?: Predicate<string> | undefined
  /** Each text occurs in the body. */
  readonly bodyIncludes?: readonly string[] | undefined
  /** Subset, names in lower case. */
  readonly headers?: Readonly<Record<string, Predicate<string | null>>> | undefined
  readonly throttle?: Predicate<ThrottleReason | null> | undefined
  /** Regular expressions; each matches at least one line. */
  readonly log?: readonly string[] | undefined
  /** Regular expressions; none matches any line. */
  readonly notLog?: readonly string[] | undefined
  readonly durationMs?: DurationPredicate | undefined
  readonly billedDurationMs?: DurationPredicate | undefined
  readonly initDurationMs?: DurationPredicate | undefined
  readonly moduleScope?: ModuleScopeExpectation | undefined
  readonly tmp?: TmpExpectation | undefined
}

/** What AWS's refusal of a command must be. */
export interface RefusalExpectation {
  /** AWS's exception name. */
  readonly type?: Predicate<string> | undefined
  readonly statusCode?: Predicate<number> | undefined
  readonly message?: Predicate<string> | undefined
  /** The key that is wrong; null where none is. */
  readonly key?: Predicate<string | null> | undefined
  /** How to mend it. */
  readonly hint?: Predicate<string | null> | undefined
}

/** Predicates of a command that is no invocation. One that is refused stops the scenario unless `refused` expects it. */
export interface CommandExpectation {
  readonly refused?: RefusalExpectation | undefined
  /** Of provisioned concurrency, as the next. */
  readonly status?: Predicate<'READY' | 'FAILED'> | undefined
  readonly statusReason?: Predicate<string | null> | undefined
}

/** Predicates of an `invoke` step: of its invocation, or of the refusal where there is none. */
export interface InvokeExpectation extends InvocationExpectation {
  readonly refused?: RefusalExpectation | undefined
}

/** What the account's database must be. */
export interface DatabaseExpectation {
  /** Slots that are taken now. */
  readonly connections?: Predicate<number> | undefined
  /** Of them, those whose environment is gone. */
  readonly lost?: Predicate<number> | undefined
  /** Most that were taken at once. */
  readonly peak?: Predicate<number> | undefined
  /** Ever opened, and refused. */
  readonly opened?: Predicate<number> | undefined
  readonly refused?: Predicate<number> | undefined
  /** Slots with the reserved ones. */
  readonly maxConnections?: Predicate<number> | undefined
  /** Slots by environment that has any. */
  readonly environments?: Readonly<Record<string, Predicate<number | null>>> | undefined
}

/** Predicates of the world: all environments there are and were. */
export interface WorldExpectation {
  /** Environments that are not reclaimed. */
  readonly alive?: Predicate<number> | undefined
  /** How often module code was started, suppressed inits included. */
  readonly inits?: Predicate<number> | undefined
  /** Requests that were throttled. */
  readonly throttles?: Predicate<number> | undefined
  /** How many were ever started; or the ids of those alive, in order; or id → state (null: never started). */
  readonly environments?:
    | Predicate<number>
    | readonly string[]
    | Readonly<Record<string, Predicate<EnvironmentState | null>>>
    | undefined
  /** By environment. */
  readonly moduleScope?: Readonly<Record<string, ModuleScopeExpectation>> | undefined
  /** Values of the store outside every environment by key; null for a key that is not there. */
  readonly outside?: Readonly<Record<string, Json>> | undefined
  readonly database?: DatabaseExpectation | undefined
  /** By environment. */
  readonly tmp?: Readonly<Record<string, TmpExpectation>> | undefined
}
