/** The schema of `glossary.yaml`: the words of the course, each with a source and the lesson that shows it. */
import * as z from 'zod'

const localized = z.strictObject({ en: z.string().min(1), ja: z.string().min(1) })

export const termSchema = z.strictObject({
  term: localized,
  /** One or two sentences. */
  text: localized,
  source: z.strictObject({ title: z.string().min(1), url: z.url() }),
  /** Number of the lesson's folder. */
  lesson: z.string().regex(/^\d{3}$/, { error: 'expected the number of a lesson, such as "020"' }),
})
export type TermData = z.infer<typeof termSchema>
