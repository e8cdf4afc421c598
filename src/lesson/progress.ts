/** Which steps of which lesson are done, as this browser keeps it. */
import * as z from 'zod/mini'

/** Key of the browser's storage. */
export const PROGRESS_KEY = 'warmstart.progress'

const progressSchema = z.record(z.string(), z.array(z.string()))

/** Lesson's id to ids of the steps that are done. */
export type Progress = Readonly<Record<string, readonly string[]>>

/** Reads what was kept; nothing, or something that is no progress, is an empty one. */
export function parseProgress(text: string | null): Progress {
  if (text === null) return {}
  try {
    const parsed = progressSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : {}
  } catch {
    // Not JSON: somebody else wrote it. It is overwritten with the next tick.
    return {}
  }
}

/** The progress with these steps of a lesson done. */
export function withDone(progress: Progress, lesson: string, done: readonly string[]): Progress {
  return { ...progress, [lesson]: [...new Set([...(progress[lesson] ?? []), ...done])] }
}
