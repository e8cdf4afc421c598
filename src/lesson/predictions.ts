/** What the reader predicted in which lesson, as this browser keeps it. */
import * as z from 'zod/mini'

/** Key of the browser's storage. */
export const PREDICTIONS_KEY = 'warmstart.predictions'

const option = z.number().check(z.int(), z.nonnegative())
const predictionsSchema = z.record(z.string(), z.record(z.string(), option))

/** Lesson's id to step's id to the number of the option, from 0. */
export type Predictions = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Reads what was kept; nothing, or something else than predictions, is none. */
export function parsePredictions(text: string | null): Predictions {
  if (text === null) return {}
  try {
    const parsed = predictionsSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : {}
  } catch {
    // Not JSON: somebody else wrote it. It is overwritten with the next prediction.
    return {}
  }
}

/** The predictions with one more, or another choice. */
export function withPrediction(predictions: Predictions, lesson: string, step: string, chosen: number): Predictions {
  return { ...predictions, [lesson]: { ...predictions[lesson], [step]: chosen } }
}
