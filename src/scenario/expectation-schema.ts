/** Schemas of expectations (DESIGN 7). The types they give are those of `expectations.ts`. */
import * as z from 'zod'
import { chosen, isMap, scalarText } from './chosen-schema.ts'
import type {
  CommandExpectation,
  InvocationExpectation,
  InvokeExpectation,
  RefusalExpectation,
  TmpPredicate,
  WorldExpectation,
} from './expectations.ts'
import { type Json, type Operator, operatorOf, type Predicate } from './predicates.ts'

const regularExpression = z.string().superRefine((pattern, context) => {
  try {
    new RegExp(pattern)
  } catch (error) {
    context.addIssue({ code: 'custom', message: `expected a regular expression (${String(error)})` })
  }
})

const texts = chosen<readonly string[]>(value => (Array.isArray(value) ? z.array(z.string()) : single(z.string())))
const patterns = chosen<readonly string[]>(value =>
  Array.isArray(value) ? z.array(regularExpression) : single(regularExpression),
)

function single(item: z.ZodType<string>): z.ZodType<readonly string[]> {
  return item.transform(value => [value])
}

/** A value, or an operator in its place. */
function predicate<T extends Json>(value: z.ZodType<T>): z.ZodType<Predicate<T>> {
  const operators = operatorSchemas(() => self)
  const self: z.ZodType<Predicate<T>> = chosen<Predicate<T>>(seen => {
    const applied = operatorOf(seen)
    return applied === null ? value : operators[applied.operator]
  })
  return self
}

function operatorSchemas<T extends Json>(choice: () => z.ZodType<Predicate<T>>) {
  return {
    sameAs: z.strictObject({ sameAs: z.string() }),
    notSameAs: z.strictObject({ notSameAs: z.string() }),
    anyOf: z.strictObject({ anyOf: z.array(z.lazy(choice)) }),
    matches: z.strictObject({ matches: regularExpression }),
  } satisfies Record<Operator, z.ZodType<Predicate<T>>>
}

/** Any JSON, with operators at any depth. */
const json: z.ZodType<Json> = chosen<Json>(value => {
  if (Array.isArray(value)) return z.array(json)
  const applied = operatorOf(value)
  if (applied !== null) return jsonOperators[applied.operator]
  if (isMap(value)) return z.record(z.string(), json)
  return z.union([z.string(), z.number(), z.boolean(), z.null()], { error: 'expected a JSON value' })
})
const jsonOperators = operatorSchemas<Json>(() => json)

const environmentId = z.string().regex(/^env-[1-9]\d*$/, { error: 'expected an environment such as env-1' })
const orNull = <T extends Json>(value: z.ZodType<T>, error: string): z.ZodType<T | null> =>
  chosen<T | null>(seen => (seen === null ? z.null() : typeof seen === 'object' ? error : value))

const count = z.number({ error: 'expected a whole number' }).int({ error: 'expected a whole number' }).nonnegative()
const countPredicate = predicate(count)
const previews = z.record(z.string(), predicate(scalarText))

const DURATION = 'expected a number of ms, null, or bounds as { min, max }'
const milliseconds = z.number({ error: 'expected a number of ms' })
const duration = chosen<InvocationExpectation['durationMs']>(value => {
  if (operatorOf(value) !== null) return predicate(z.union([z.number(), z.null()], { error: DURATION }))
  if (isMap(value)) return z.strictObject({ min: milliseconds.optional(), max: milliseconds.optional() })
  return z.union([z.number(), z.null()], { error: DURATION })
})

const tmpFile = chosen<TmpPredicate>(value => {
  if (value === null) return z.null()
  if (isMap(value) && operatorOf(value) === null) return z.strictObject({ bytes: count })
  return predicate(scalarText)
})
const tmpFiles = z.record(
  z.string().regex(/^\/tmp\/./, { error: 'expected a path below /tmp, such as /tmp/a' }),
  tmpFile,
)

const THROTTLES = [
  'ConcurrentInvocationLimitExceeded',
  'FunctionInvocationRateLimitExceeded',
  'ReservedFunctionConcurrentInvocationLimitExceeded',
  'ReservedFunctionInvocationRateLimitExceeded',
  'CallerRateLimitExceeded',
] as const

const headers = z.record(z.string(), predicate(orNull(scalarText, 'expected a text or null')))

const invocationKeys = {
  start: predicate(z.literal(['cold', 'warm', 'reset', null])).optional(),
  environment: predicate(orNull(environmentId, 'expected an environment such as env-1')).optional(),
  initializationType: predicate(z.literal(['on-demand', 'provisioned-concurrency', null])).optional(),
  statusCode: predicate(z.number()).optional(),
  functionError: predicate(z.literal(['Unhandled', null])).optional(),
  payload: json.optional(),
  payloadIncludes: json.optional(),
  status: predicate(z.number()).optional(),
  body: predicate(scalarText).optional(),
  bodyIncludes: texts.optional(),
  headers: headers.transform(given => lowerCased(given)).optional(),
  throttle: predicate(z.literal([...THROTTLES, null])).optional(),
  log: patterns.optional(),
  notLog: patterns.optional(),
  durationMs: duration.optional(),
  billedDurationMs: duration.optional(),
  initDurationMs: duration.optional(),
  moduleScope: previews.optional(),
  tmp: tmpFiles.optional(),
}

/** What an invocation must be, where there is one: in ticks of lessons. */
export const invocationExpectationSchema: z.ZodType<InvocationExpectation> = z.strictObject(invocationKeys)

const scalarOrNull = orNull(scalarText, 'expected a text or null')
const refusal: z.ZodType<RefusalExpectation> = z.strictObject({
  type: predicate(z.string()).optional(),
  statusCode: predicate(z.number()).optional(),
  message: predicate(z.string()).optional(),
  key: predicate(scalarOrNull).optional(),
  hint: predicate(scalarOrNull).optional(),
})

/** `expect` beside an `invoke`. */
export const invokeExpectationSchema: z.ZodType<InvokeExpectation> = z.strictObject({
  ...invocationKeys,
  refused: refusal.optional(),
})

const commandKeys = { refused: refusal.optional() }

/** `expect` beside a command that is no invocation. */
export const commandExpectationSchema: z.ZodType<CommandExpectation> = z.strictObject(commandKeys)

/** `expect` beside a `provision`. */
export const provisionExpectationSchema: z.ZodType<CommandExpectation> = z.strictObject({
  ...commandKeys,
  status: predicate(z.literal(['READY', 'FAILED'])).optional(),
  statusReason: predicate(scalarOrNull).optional(),
})

function lowerCased<T>(given: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]))
}

const STATES = ['initializing', 'running', 'frozen', 'runtime-ended', 'reinitializing', 'reclaimed', null] as const
const byEnvironment = <T>(value: z.ZodType<T>) => z.record(environmentId, value)

const environments = chosen<WorldExpectation['environments']>(value => {
  if (Array.isArray(value)) return z.array(environmentId)
  if (isMap(value) && operatorOf(value) === null) return byEnvironment(predicate(z.literal(STATES)))
  return countPredicate
})

const database = z.strictObject({
  connections: countPredicate.optional(),
  lost: countPredicate.optional(),
  peak: countPredicate.optional(),
  opened: countPredicate.optional(),
  refused: countPredicate.optional(),
  maxConnections: countPredicate.optional(),
  environments: byEnvironment(predicate(z.union([z.number(), z.null()]))).optional(),
})

/** `expect` as a step of its own. */
export const worldExpectationSchema: z.ZodType<WorldExpectation> = z.strictObject({
  alive: countPredicate.optional(),
  inits: countPredicate.optional(),
  throttles: countPredicate.optional(),
  environments: environments.optional(),
  moduleScope: byEnvironment(previews).optional(),
  tmp: byEnvironment(tmpFiles).optional(),
  outside: z.record(z.string(), json).optional(),
  database: database.optional(),
})
