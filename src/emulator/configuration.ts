/** A function's configuration and the account's, with AWS's defaults, limits and refusals. */
import * as z from 'zod/mini'
import type { DatabaseConfiguration } from './database/configuration.ts'
import {
  ACCOUNT_CONCURRENCY,
  ENVIRONMENT_VARIABLES_BYTES,
  IDLE_RETENTION_MS,
  LIFETIME_MS,
  SCALING_RATE,
} from './limits.ts'
import { checkRange, type Range } from './ranges.ts'
import { failedConstraint, invalidParameter } from './refusals.ts'
import { utf8Length } from './text.ts'

export { databaseSchema, RDS_SLOTS, SUPERUSER_SLOTS } from './database/configuration.ts'

/** Node.js runtimes that are emulated. */
export const RUNTIMES = ['nodejs24.x', 'nodejs22.x'] as const

/** Which idle environment answers next. AWS documents none; most recently used is our assumption (lambda-semantics 1.3 #41). */
export const PLACEMENTS = ['most-recently-used', 'least-recently-used', 'oldest-first'] as const
/** Which idle environment an invocation goes to. AWS documents none: an assumption, and labelled as one. */
export type Placement = (typeof PLACEMENTS)[number]

/** As UpdateFunctionConfiguration takes it; names in the manner of DESIGN 7. */
export interface FunctionConfiguration {
  /** `file.export` below `/var/task`. */
  readonly handler: string
  readonly runtime: (typeof RUNTIMES)[number]
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
  /** Of the function URL: whether it answers with a whole response or sends it while it is written (lambda-semantics 1.7 #70). */
  readonly invokeMode: 'BUFFERED' | 'RESPONSE_STREAM'
}

/** Settings of the account in its Region. */
export interface AccountConfiguration {
  /** Concurrent executions of the account in the Region. */
  readonly concurrency: number
  /** Milliseconds an idle environment is kept. AWS documents no figure (lambda-semantics 1.1 #12). */
  readonly idleRetention: number
  /** Milliseconds an environment lives at most, busy or not. AWS says "a few hours" (lambda-semantics 1.1 #11). */
  readonly lifetime: number
  /** New environments of one function in 10 s. AWS lets no one change it (lambda-semantics 1.3 #42); scenarios shrink it. */
  readonly scalingRate: number
  readonly placement: Placement
  /** Null where the account has none. */
  readonly database: DatabaseConfiguration | null
}

/** What a function has when nothing is said (lambda-semantics 1.5). */
export const DEFAULT_CONFIGURATION: FunctionConfiguration = {
  handler: 'index.handler',
  runtime: 'nodejs24.x',
  memorySize: 128,
  timeout: 3,
  ephemeralStorage: 512,
  env: {},
  reservedConcurrency: null,
  tenantIsolation: null,
  logFormat: 'Text',
  invokeMode: 'BUFFERED',
}

/** An account as it is made: 1,000 concurrent executions (lambda-semantics 1.5); idle time and lifetime are assumptions. */
export const DEFAULT_ACCOUNT: AccountConfiguration = {
  concurrency: ACCOUNT_CONCURRENCY,
  idleRetention: IDLE_RETENTION_MS,
  lifetime: LIFETIME_MS,
  scalingRate: SCALING_RATE,
  placement: 'most-recently-used',
  database: null,
}

/**
 * The shape of a function's configuration wherever it comes from outside: every key optional, unknown keys refused.
 * Ranges are not checked here but by {@link checkConfiguration}, in AWS's words.
 */
export const configurationSchema = z.strictObject({
  handler: z.optional(z.string()),
  runtime: z.optional(z.string()),
  memorySize: z.optional(z.number()),
  timeout: z.optional(z.number()),
  ephemeralStorage: z.optional(z.number()),
  env: z.optional(z.record(z.string(), z.string())),
  reservedConcurrency: z.optional(z.nullable(z.number())),
  tenantIsolation: z.optional(z.nullable(z.literal('PER_TENANT'))),
  logFormat: z.optional(z.enum(['Text', 'JSON'])),
  invokeMode: z.optional(z.enum(['BUFFERED', 'RESPONSE_STREAM'])),
})

/** A configuration as it comes from outside: shaped, its ranges not yet checked. */
export type ConfigurationRequest = z.infer<typeof configurationSchema>

const RANGES: Readonly<Record<'memorySize' | 'timeout' | 'ephemeralStorage', Range>> = {
  memorySize: { from: 128, to: 10_240, hint: 'Give a whole number of MB from 128 to 10240.' },
  timeout: { from: 1, to: 900, hint: 'Give a whole number of seconds from 1 to 900.' },
  ephemeralStorage: { from: 512, to: 10_240, hint: 'Give a whole number of MB from 512 to 10240.' },
}

/** Variables that Lambda sets itself; CreateFunction refuses them. `AWS_` ones that may be set are not listed. */
const RESERVED_VARIABLES =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_(FUNCTION_\w+|INITIALIZATION_TYPE|LOG_\w+|MAX_CONCURRENCY|RUNTIME_API)|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/

/**
 * The configuration after `request` changed `before`. Throws `Refused` in AWS's words, with the key and the mend,
 * where a value is outside AWS's limits (lambda-semantics 1.5).
 */
export function configure(before: FunctionConfiguration, request: ConfigurationRequest): FunctionConfiguration {
  for (const key of ['memorySize', 'timeout', 'ephemeralStorage'] as const) {
    const value = request[key]
    if (value !== undefined) checkRange(key, value, RANGES[key])
  }
  checkHandler(request.handler)
  checkVariables(request.env ?? {})
  const runtime = checkRuntime(request.runtime ?? before.runtime)
  const given = Object.entries(request).filter(([, value]) => value !== undefined)
  return { ...before, ...Object.fromEntries(given), runtime }
}

function checkRuntime(value: string): FunctionConfiguration['runtime'] {
  const known = RUNTIMES.find(runtime => runtime === value)
  if (known !== undefined) return known
  const constraint = `Member must satisfy enum value set: [${RUNTIMES.join(', ')}]`
  throw failedConstraint('runtime', value, constraint, `This emulator runs ${RUNTIMES.join(' and ')}.`)
}

/** AWS takes any text without white space; that it names no export shows at init. */
function checkHandler(value: string | undefined): void {
  if (value === undefined || /^[^\s]+$/.test(value)) return
  const hint = 'Give file and export without spaces: index.handler.'
  throw failedConstraint('handler', value, 'Member must satisfy regular expression pattern: [^\\s]+', hint)
}

const VARIABLE_NAME = /^[a-zA-Z][a-zA-Z0-9_]+$/

function checkVariables(env: Readonly<Record<string, string>>): void {
  const misnamed = Object.keys(env).find(name => !VARIABLE_NAME.test(name) && !RESERVED_VARIABLES.test(name))
  if (misnamed !== undefined) {
    const constraint =
      'Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]'
    const hint = `Rename ${JSON.stringify(misnamed)}: a letter first, then letters, digits and _, two characters or more.`
    throw failedConstraint('env', JSON.stringify(env), constraint, hint, 'environment.variables')
  }
  const reserved = Object.keys(env).filter(name => RESERVED_VARIABLES.test(name))
  if (reserved.length > 0) {
    const message = `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`
    throw invalidParameter('env', message, 'Choose another name: Lambda sets these itself.')
  }
  const bytes = utf8Length(JSON.stringify(env))
  if (bytes <= ENVIRONMENT_VARIABLES_BYTES) return
  const message = `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${JSON.stringify(env)}`
  throw invalidParameter(
    'env',
    message,
    'Keep all variables together under 4,096 bytes, for example by reading the rest from a store.',
  )
}
