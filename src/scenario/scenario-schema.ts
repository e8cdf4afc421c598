/** The schema of a whole scenario file (DESIGN 7). What refers to something else in the file is looked up afterwards. */
import * as z from 'zod'
import { configurationSchema, databaseSchema, PLACEMENTS } from '../emulator/configuration.ts'
import { durationSchema, filesSchema, stepItem } from './step-schema.ts'

const account = z.strictObject({
  concurrency: z.number().int().min(1).optional(),
  idleRetention: durationSchema.optional(),
  lifetime: durationSchema.optional(),
  scalingRate: z.number().int().min(1).optional(),
  placement: z.enum(PLACEMENTS).optional(),
  database: z.strictObject(databaseSchema.shape).optional(),
})

const functionName = z.string().regex(/^[\w-]{1,64}$/, { error: 'expected a function name: letters, digits, - and _' })

/** Parsed and shaped, not yet looked up. */
export const scenarioItem = z.strictObject({
  function: z.strictObject(configurationSchema.shape).optional(),
  files: filesSchema.optional(),
  functions: z.record(functionName, z.strictObject({ ...configurationSchema.shape, files: filesSchema })).optional(),
  account: account.optional(),
  steps: z.array(stepItem),
})
/** A scenario file as its schema leaves it: validated, not yet compiled. */
export type ScenarioItem = z.infer<typeof scenarioItem>
