/** Quotations of a lesson's run while the site is built, with errors that name the lesson. */
import { runs } from 'virtual:warmstart-lesson-runs'
import { type Quotation, quote } from '../lesson/lesson-run.ts'

/** The text; throws what the author must mend. */
export function quoteOf(lesson: string | undefined, quotation: Quotation): string {
  try {
    return quote(runs[lesson ?? ''], quotation)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`lessons/${lesson}, of="${quotation.of}" part="${quotation.part}": ${reason}`, { cause: error })
  }
}
