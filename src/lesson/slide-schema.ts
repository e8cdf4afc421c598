/** The schema of what `<Slide>` takes. Unknown keys are refused. */
import * as z from 'zod'
import { DURATION_FORM, parseDuration } from '../scenario/durations.ts'
import type { Slide, SlideStep } from './slide.ts'

const FOCUS = /^\d+(-\d+)?(,\d+(-\d+)?)*$/
const query = z.string().regex(/^(\?.*)?$/, { error: 'expected a query such as ?message=hoge, or nothing' })
const shows = z.string().min(1).optional()
/** Requests at once that a slide has room to show. */
const MOST_AT_ONCE = 10
/** Written as in a scenario (`15m`), read as ms. */
const duration = z.string().transform((text, context) => {
  const ms = parseDuration(text)
  if (ms === null) context.addIssue({ code: 'custom', message: `expected ${DURATION_FORM}` })
  return ms ?? 0
})

const stepSchema: z.ZodType<SlideStep, unknown> = z.union([
  z.strictObject({ focus: z.string().regex(FOCUS, { error: 'expected lines such as 1 or 1-3,7' }) }),
  z.strictObject({ send: query, times: z.int().min(2).max(MOST_AT_ONCE).optional(), shows }),
  z.strictObject({ twice: query, shows }),
  z.strictObject({ skip: duration }),
  z.strictObject({ code: z.enum(['start', 'solution']) }),
])

export const slideSchema: z.ZodType<Slide, unknown> = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, { error: 'expected kebab case, such as the-leak' }),
  title: z.string().min(1),
  minutes: z.number().positive(),
  steps: z.array(stepSchema).default([]),
  continues: z.boolean().default(false),
})
