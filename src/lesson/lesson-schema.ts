/** The schema of `lesson.yaml`. Unknown keys are refused. */
import * as z from 'zod'
import { invocationExpectationSchema, worldExpectationSchema } from '../scenario/expectation-schema.ts'
import type { Sighting } from './lesson.ts'

const localized = z.strictObject({ en: z.string().min(1), ja: z.string().min(1) })

const sighting: z.ZodType<Sighting> = z.union([
  z.strictObject({
    invocation: invocationExpectationSchema,
    id: z.string().min(1).optional(),
    from: z.literal('shell').optional(),
  }),
  z.strictObject({ world: worldExpectationSchema }),
])

const step = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'expected kebab case, such as cold-start' }),
  text: localized,
  seen: z.array(sighting).min(1),
  optional: z.literal(true).optional(),
})

/** A day; YAML readers make a Date of one that is not quoted. */
const day = z.preprocess(
  value => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.iso.date({ error: 'expected a day such as 2026-11-23' }),
)

const source = z
  .strictObject({
    claim: localized,
    title: z.string().min(1),
    url: z.url().nullable(),
    read: day.optional(),
  })
  .refine(({ url, read }) => url === null || read !== undefined, {
    error: 'expected the day on which the page was read',
    path: ['read'],
  })

/** `2`, or `2.1` for the second of a `together`. */
const stepNumber = z
  .union([z.number().int().nonnegative(), z.string()])
  .transform(String)
  .refine(text => /^\d+(\.\d+)?$/.test(text), {
    error: 'expected the number of a step, such as 2, or "2.1" in a together',
  })

const wrongAnswer = z.strictObject({
  folder: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'expected a folder below wrong/' }),
  misses: localized,
  fails: z.strictObject({ step: stepNumber, expectation: z.string().min(1) }),
})

const exercise = z.strictObject({
  task: localized,
  scenario: z
    .string()
    .regex(/^[\w-]+\.yaml$/)
    .default('exercise.yaml'),
  wrong: z.array(wrongAnswer).min(1),
})

export const lessonSchema = z.strictObject({
  title: localized,
  /** One line for the list of lessons. */
  summary: localized,
  /** Reading and doing, for somebody new to Lambda. */
  minutes: z.number().int().positive(),
  /** What the query box holds at first, with its question mark; empty for none. */
  query: z.string().regex(/^(\?.*)?$/, { error: 'expected a query such as ?message=hoge, or nothing' }),
  /** The file of `start/` shown first. */
  file: z.string().default('index.mjs'),
  /** Where the lesson needs one engine: time-outs and busy loops the embedded one, packages and shells the container. */
  engine: z.enum(['embedded', 'webcontainer']).optional(),
  exercise: exercise.optional(),
  steps: z
    .array(step)
    .min(1)
    .refine(steps => new Set(steps.map(({ id }) => id)).size === steps.length, { error: 'two steps have the same id' }),
  sources: z.array(source).min(1),
})
export type LessonData = z.infer<typeof lessonSchema>
