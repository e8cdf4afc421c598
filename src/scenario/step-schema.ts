/** Schemas of steps (DESIGN 7), as they stand in the file: function names and folders are not yet looked up. */
import * as z from 'zod'
import { configurationSchema } from '../emulator/configuration.ts'
import { chosen, isMap, scalarText } from './chosen-schema.ts'
import { DURATION_FORM, parseDuration } from './durations.ts'
import {
  commandExpectationSchema,
  invokeExpectationSchema,
  provisionExpectationSchema,
  worldExpectationSchema,
} from './expectation-schema.ts'
import { oneOf } from './expected-text.ts'
import { isPackagePath } from './package-path.ts'

/** A duration, as ms. */
export const durationSchema = z.string({ error: `expected ${DURATION_FORM}` }).transform((text, context) => {
  const ms = parseDuration(text)
  if (ms !== null) return ms
  context.issues.push({ code: 'custom', message: `expected ${DURATION_FORM}`, input: text })
  return z.NEVER
})

/** A file's path in the deployment package: relative, without a way out. */
const packagePath = z.string().refine(isPackagePath, { error: 'expected a path such as lib/a.mjs' })

const FILES_FORM = 'expected a folder, or a map from paths to texts'

/** A folder beside the scenario file, or the files by path. */
export const filesSchema = chosen<string | Record<string, string>>(value => {
  if (isMap(value)) return z.record(packagePath, z.string())
  return z.string({ error: FILES_FORM }).min(1, { error: FILES_FORM })
})

const functionName = z.string().regex(/^[\w-]{1,64}$/, { error: 'expected a function name: letters, digits, - and _' })
const qualifier = scalarText

/** A function's configuration; its ranges are left to the emulator, which refuses in AWS's words. */
export const configuration = z.strictObject(configurationSchema.shape)

const urlInvocation = z.strictObject({
  function: functionName.optional(),
  url: z.string().regex(/^[/?]/, { error: 'expected a path with query, such as /?message=hoge' }),
  method: z.string().min(1).optional(),
  headers: z.record(z.string(), scalarText).optional(),
  body: z.string().optional(),
  qualifier: qualifier.optional(),
})
/** Bytes of `""`. */
export const EMPTY_TEXT_BYTES = 2

const invokeKeys = {
  type: z.enum(['RequestResponse', 'Event', 'DryRun']).optional(),
  tenantId: scalarText.optional(),
  qualifier: qualifier.optional(),
}
const eventInvocation = z.strictObject({
  function: functionName.optional(),
  event: z.json().optional(),
  ...invokeKeys,
})
/** Instead of an event that would fill the file: a text of so many bytes, quotes included. */
const largeEventInvocation = z.strictObject({
  function: functionName.optional(),
  eventBytes: z.number({ error: 'expected a whole number' }).int().min(EMPTY_TEXT_BYTES),
  ...invokeKeys,
})
/** An `invoke` step that goes through the function URL. */
export type UrlInvocation = z.infer<typeof urlInvocation>
/** An `invoke` step that goes through the Invoke API. */
export type EventInvocation = z.infer<typeof eventInvocation> | z.infer<typeof largeEventInvocation>
const invocation = chosen<UrlInvocation | EventInvocation>(value => {
  if (isMap(value) && 'eventBytes' in value) return largeEventInvocation
  return isMap(value) && 'url' in value ? urlInvocation : eventInvocation
})

const named = { function: functionName.optional() }
const concurrency = z.number({ error: 'expected a whole number, or null' }).nullable()
interface Reservation {
  readonly function?: string | undefined
  readonly concurrency: number | null
}
const reservation = chosen<Reservation>(value =>
  isMap(value) ? z.strictObject({ ...named, concurrency }) : concurrency.transform(given => ({ concurrency: given })),
)
interface Publication {
  readonly function?: string | undefined
  readonly version?: string | undefined
}
const publication = chosen<Publication>(value => {
  if (isMap(value)) return z.strictObject({ ...named, version: qualifier.optional() })
  return value === null ? z.null().transform(() => ({})) : qualifier.transform(version => ({ version }))
})

const common = { after: durationSchema.optional() }
const command = { ...common, expect: commandExpectationSchema.optional() }
const steps = {
  invoke: z.strictObject({
    ...common,
    invoke: invocation,
    id: z.string().min(1).optional(),
    expect: invokeExpectationSchema.optional(),
  }),
  idle: z.strictObject({ ...common, idle: durationSchema }),
  deploy: z.strictObject({ ...command, deploy: z.strictObject({ ...named, files: filesSchema }) }),
  configure: z.strictObject({ ...command, configure: z.strictObject({ ...named, ...configurationSchema.shape }) }),
  reserve: z.strictObject({ ...command, reserve: reservation }),
  publish: z.strictObject({ ...command, publish: publication }),
  provision: z.strictObject({
    ...common,
    provision: z.strictObject({ ...named, qualifier, count: z.number() }),
    expect: provisionExpectationSchema.optional(),
  }),
  expect: z.strictObject({ ...common, expect: worldExpectationSchema }),
}

/** A step with one action, as its only key among the actions says. */
export type ActionItem = { [Kind in keyof typeof steps]: z.infer<(typeof steps)[Kind]> }[keyof typeof steps]
/** An item of `steps`. */
export type StepItem = ActionItem | { readonly together: readonly ActionItem[] }

const ACTIONS = Object.keys(steps)
const NO_ACTION = `expected a step with ${oneOf([...ACTIONS, 'together'])}`

const STEP_KEYS = [...ACTIONS, 'together', 'id', 'after']

/** Refuses a step by its unknown keys. */
const unknownStep = z
  .strictObject(Object.fromEntries(STEP_KEYS.map(key => [key, z.unknown().optional()])))
  .transform((): never => z.NEVER)

const actionItem = chosen<ActionItem>(value => {
  const actions = actionsOf(value)
  const [action] = actions
  if (actions.length > 1) return `expected one action, found ${actions.join(' and ')}`
  if (isAction(action)) return steps[action]
  const isKnown = isMap(value) && Object.keys(value).every(key => STEP_KEYS.includes(key))
  return isMap(value) && !isKnown ? unknownStep : NO_ACTION
})

/** An item of `steps`: an action, or several `together`. */
export const stepItem: z.ZodType<StepItem> = chosen<StepItem>(value => {
  if (isMap(value) && 'together' in value) return z.strictObject({ together: z.array(actionItem).min(1) })
  return actionItem
})

/** The actions among a step's keys; `expect` is one only where it stands alone. */
function actionsOf(value: unknown): readonly string[] {
  if (!isMap(value)) return []
  const named = ACTIONS.filter(action => action in value)
  return named.length > 1 ? named.filter(action => action !== 'expect') : named
}

function isAction(name: string | undefined): name is keyof typeof steps {
  return name !== undefined && Object.hasOwn(steps, name)
}
