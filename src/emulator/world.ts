/** What every part of the emulator shares: the clock, ids, the list of events, the account and what lives in it. */
import type { Allowance } from './allowance.ts'
import type { Clock } from './clock.ts'
import type { AccountConfiguration, FunctionConfiguration } from './configuration.ts'
import type { Database } from './database/database.ts'
import type { Environment } from './environment.ts'
import type { EventBody } from './events.ts'
import type { Ids } from './ids.ts'
import type { Outside } from './outside.ts'
import type { PackageShelf } from './packages.ts'
import { functionNotFound } from './refusals.ts'
import type { SandboxProvider, SourceFile } from './sandbox.ts'

/** Region and account as ARNs name them; the account number is the one AWS's documentation uses. */
export const REGION = 'ap-northeast-1'
/** AWS's own example account, as its documentation uses it. */
export const ACCOUNT_ID = '123456789012'

/** Simulated platform time in ms; both 0 in tests and on the command line unless asked. */
export interface PlatformTimes {
  /** From the request to INIT_START: creating the sandbox, downloading code. AWS publishes no figure. */
  readonly environmentMs: number
  /** Start of the runtime before module code, part of Init Duration. */
  readonly runtimeMs: number
}

/** Code and configuration as they were deployed; an environment belongs to one revision for life. */
export interface Revision {
  readonly function: string
  /** `$LATEST` or a number. */
  readonly version: string
  readonly files: readonly SourceFile[]
  readonly configuration: FunctionConfiguration
}

/** A function of the account. */
export interface FunctionRecord {
  readonly name: string
  readonly arn: string
  /** First label of its function URL's host. */
  readonly urlId: string
  latest: Revision
  readonly versions: Map<string, Revision>
  /** Instances asked for by qualifier (PutProvisionedConcurrencyConfig). */
  readonly provisioned: Map<string, number>
  reserved: number | null
  /** New environments it may still start (lambda-semantics 1.3 #42). */
  readonly scaling: Allowance
  /** Requests it may still get where concurrency is reserved; null where it shares the account's. */
  requests: Allowance | null
}

/** What every part of the emulator works on: functions, environments, clock, ids and the event list. */
export interface World {
  readonly clock: Clock
  readonly ids: Ids
  readonly sandboxes: SandboxProvider
  readonly account: AccountConfiguration
  readonly platform: PlatformTimes
  readonly allowedHosts: readonly string[]
  /** 64 hex digits of the runtime version's ARN. */
  readonly runtimeVersionHash: string
  readonly functions: Map<string, FunctionRecord>
  /** Requests that functions without reservation may still get, together. */
  readonly requests: Allowance
  /** Living environments in order of birth. */
  readonly environments: Set<Environment>
  /** Ends and stops that are still under way. */
  readonly endings: Set<Promise<void>>
  nextEnvironment: number
  /** Asynchronous requests that are not delivered or given up yet. */
  queued: number
  /** The store outside every environment. */
  readonly outside: Outside
  /** The account's database. */
  readonly database: Database
  /** Packages that lie beside a function's own files where it asks for them. */
  readonly packages: PackageShelf
  emit(body: EventBody): void
}

/** The function of that name. Throws `Refused` (404) where there is none. */
export function functionNamed(world: World, name: string): FunctionRecord {
  const found = world.functions.get(name)
  if (found === undefined) throw functionNotFound(`${arnOf(name)}:$LATEST`)
  return found
}

/** The revision behind a qualifier: `$LATEST` (or none) or a published version. Throws `Refused` (404). */
export function revisionOf(record: FunctionRecord, qualifier: string | undefined): Revision {
  if (qualifier === undefined || qualifier === '$LATEST') return record.latest
  const version = record.versions.get(qualifier)
  if (version === undefined) throw functionNotFound(`${record.arn}:${qualifier}`)
  return version
}

/** The unqualified ARN of a function. */
export function arnOf(name: string): string {
  return `arn:aws:lambda:${REGION}:${ACCOUNT_ID}:function:${name}`
}
