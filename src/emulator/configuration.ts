/** A function's configuration and the account's, with AWS's defaults, limits and refusals. */
import * as z from 'zod/mini'
import { ACCOUNT_CONCURRENCY, ENVIRONMENT_VARIABLES_BYTES, IDLE_RETENTION_MS } from './limits.ts'
import { failedConstraint, invalidParameter } from './refusals.ts'
import { utf8Length } from './text.ts'

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
}

/** Settings of the account in its Region. */
export interface AccountConfiguration {
  /** Concurrent executions of the account in the Region. */
  readonly concurrency: number
  /** Milliseconds an idle environment is kept. AWS documents no figure (lambda-semantics 1.1 #12). */
  readonly idleRetention: number
  readonly placement: Placement
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
}

/** An account as it is made: 1,000 concurrent executions (lambda-semantics 1.5); the idle time is an assumption. */
export const DEFAULT_ACCOUNT: AccountConfiguration = {
  concurrency: ACCOUNT_CONCURRENCY,
  idleRetention: IDLE_RETENTION_MS,
  placement: 'most-recently-used',
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
})

/** A configuration as it comes from outside: shaped, its ranges not yet checked. */
export type ConfigurationRequest = z.infer<typeof configurationSchema>

const RANGES = {
  memorySize: { from: 128, to: 10_240, unit: 'MB' },
  timeout: { from: 1, to: 900, unit: 'seconds' },
  ephemeralStorage: { from: 512, to: 10_240, unit: 'MB' },
} as const

/** Variables that Lambda sets itself; CreateFunction refuses them. `AWS_` ones that may be set are not listed. */
const RESERVED_VARIABLES =
  /^(_HANDLER|_X_AMZN_TRACE_ID|AWS_(DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_.*|AWS_ACCESS_KEY(_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_(TASK_ROOT|RUNTIME_DIR))$/

/**
 * The configuration after `request` changed `before`. Throws `Refused` in AWS's words, with the key and the mend,
 * where a value is outside AWS's limits (lambda-semantics 1.5).
 */
export function configure(before: FunctionConfiguration, request: ConfigurationRequest): FunctionConfiguration {
  for (const key of ['memorySize', 'timeout', 'ephemeralStorage'] as const) checkRange(key, request[key])
  checkVariables(request.env ?? {})
  const runtime = checkRuntime(request.runtime ?? before.runtime)
  const given = Object.entries(request).filter(([, value]) => value !== undefined)
  return { ...before, ...Object.fromEntries(given), runtime }
}

function checkRange(key: keyof typeof RANGES, value: number | undefined): void {
  if (value === undefined) return
  const { from, to, unit } = RANGES[key]
  const hint = `Give a whole number of ${unit} from ${from} to ${to}.`
  if (!Number.isInteger(value)) throw invalidParameter(key, `Value '${value}' at '${key}' is not a whole number.`, hint)
  if (value < from) throw failedConstraint(key, value, `Member must have value greater than or equal to ${from}`, hint)
  if (value > to) throw failedConstraint(key, value, `Member must have value less than or equal to ${to}`, hint)
}

function checkRuntime(value: string): FunctionConfiguration['runtime'] {
  const known = RUNTIMES.find(runtime => runtime === value)
  if (known !== undefined) return known
  const constraint = `Member must satisfy enum value set: [${RUNTIMES.join(', ')}]`
  throw failedConstraint('runtime', value, constraint, `This emulator runs ${RUNTIMES.join(' and ')}.`)
}

function checkVariables(env: Readonly<Record<string, string>>): void {
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
