/** A function's configuration and the account's, with AWS's defaults, limits and refusals. */
import * as z from 'zod/mini'

/** As UpdateFunctionConfiguration takes it; names in the manner of DESIGN 7. */
export interface FunctionConfiguration {
  /** `file.export` below `/var/task`. */
  readonly handler: string
  readonly runtime: 'nodejs24.x' | 'nodejs22.x'
  /** MB, 128 to 10,240. */
  readonly memorySize: number
  /** Seconds, 1 to 900. */
  readonly timeout: number
  /** MB of `/tmp`, 512 to 10,240. */
  readonly ephemeralStorage: number
  readonly env: Readonly<Record<string, string>>
  readonly reservedConcurrency: number | null
  readonly tenantIsolation: 'PER_TENANT' | null
  readonly logFormat: 'Text' | 'JSON'
}

/** Which idle environment answers next. AWS documents none; most recently used is our assumption (lambda-semantics 1.3 #41). */
export type Placement = 'most-recently-used' | 'least-recently-used' | 'oldest-first'

export interface AccountConfiguration {
  /** Concurrent executions of the account in the Region. */
  readonly concurrency: number
  /** Milliseconds an idle environment is kept. AWS documents no figure (lambda-semantics 1.1 #12). */
  readonly idleRetention: number
  readonly placement: Placement
}

export const placementSchema = z.enum(['most-recently-used', 'least-recently-used', 'oldest-first'])
