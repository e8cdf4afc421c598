/**
 * The reader's work as a file: everything this browser keeps of progress, predictions and code. Taking one in never
 * loses anything: steps are added, and where both have code of a lesson that differs, this browser's stays in its place
 * and the file's comes as "My code", or is named as not taken where that place is taken too.
 */
import * as z from 'zod/mini'
import { PREDICTIONS_KEY, parsePredictions } from '../lesson/predictions.ts'
import { PROGRESS_KEY, parseProgress, withDone } from '../lesson/progress.ts'

/** Everything of ours in the browser's storage but the choice of colours. */
const OURS = /^warmstart\.(?!theme$)/
const CODE = /^warmstart\.code\.([\w-]+)$/
const SETTINGS = /^warmstart\.(own|settings)\.[\w-]+$/

const files = z.record(z.string(), z.nullable(z.string()))
const workSchema = z.strictObject({
  warmstart: z.literal(1, { error: 'not a file that this site wrote' }),
  progress: z.record(z.string(), z.array(z.string())),
  predictions: z.record(z.string(), z.record(z.string(), z.number().check(z.int(), z.nonnegative()))),
  /** Other keys of the storage to their text: code, and what was set in the playground. */
  kept: z.record(z.string(), z.string()),
})
/** A file of work. */
export type Work = z.infer<typeof workSchema>

/** The parts of Storage that are used. */
export type WorkStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** A file that cannot be taken; the message says where and why. */
export class WrongWork extends Error {
  override readonly name = 'WrongWork'
}

/** Everything that is kept, as the text of a file. */
export function exportWork(storage: WorkStorage): string {
  const others = keysOf(storage).filter(key => key !== PROGRESS_KEY && key !== PREDICTIONS_KEY)
  const work: Work = {
    warmstart: 1,
    progress: Object.fromEntries(
      Object.entries(parseProgress(storage.getItem(PROGRESS_KEY))).map(([lesson, steps]) => [lesson, [...steps]]),
    ),
    predictions: mergePredictions(storage, {}),
    kept: Object.fromEntries(others.map(key => [key, storage.getItem(key) ?? ''])),
  }
  return `${JSON.stringify(work, null, 2)}\n`
}

/** Takes a file in. Gives the lessons whose code of the file was not taken. Throws {@link WrongWork}: nothing changed then. */
export function importWork(storage: WorkStorage, text: string): readonly string[] {
  const work = parseWork(text)
  const before = keysOf(storage).map(key => [key, storage.getItem(key) ?? ''] as const)
  try {
    return takeIn(storage, work)
  } catch (error) {
    // Full: everything as it was.
    eraseWork(storage)
    for (const [key, value] of before) storage.setItem(key, value)
    throw new WrongWork(error instanceof Error ? error.message : String(error))
  }
}

/** Forgets everything. */
export function eraseWork(storage: WorkStorage): void {
  for (const key of keysOf(storage)) storage.removeItem(key)
}

function takeIn(storage: WorkStorage, { progress, predictions, kept }: Work): readonly string[] {
  const steps = Object.entries(progress).reduce(
    (sum, [lesson, done]) => withDone(sum, lesson, done),
    parseProgress(storage.getItem(PROGRESS_KEY)),
  )
  storage.setItem(PROGRESS_KEY, JSON.stringify(steps))
  storage.setItem(PREDICTIONS_KEY, JSON.stringify(mergePredictions(storage, predictions)))
  const lessons = Object.entries(kept).flatMap(([key, value]) => {
    const lesson = CODE.exec(key)?.[1]
    if (lesson !== undefined) return takeCode(storage, lesson, value) ? [] : [lesson]
    if (SETTINGS.test(key) && storage.getItem(key) === null) storage.setItem(key, value)
    return []
  })
  return lessons
}

function mergePredictions(storage: WorkStorage, predictions: Work['predictions']): Work['predictions'] {
  const here = parsePredictions(storage.getItem(PREDICTIONS_KEY))
  const lessons = new Set([...Object.keys(predictions), ...Object.keys(here)])
  return Object.fromEntries([...lessons].map(lesson => [lesson, { ...predictions[lesson], ...here[lesson] }]))
}

/** False where both places for code of a lesson hold something else. */
function takeCode(storage: WorkStorage, lesson: string, code: string): boolean {
  const places = [`warmstart.code.${lesson}`, `warmstart.own.${lesson}`]
  if (places.some(place => storage.getItem(place) === code)) return true
  const free = places.find(place => storage.getItem(place) === null)
  if (free === undefined) return false
  storage.setItem(free, code)
  return true
}

function parseWork(text: string): Work {
  const parsed = workSchema.safeParse(parseJson(text))
  if (!parsed.success) throw new WrongWork(parsed.error.issues.map(sayIssue).join('; '))
  for (const [key, value] of Object.entries(parsed.data.kept)) {
    if (!OURS.test(key)) throw new WrongWork(`kept.${key}: not a key of this site`)
    if (CODE.test(key) && !files.safeParse(parseJson(value)).success) {
      throw new WrongWork(`kept.${key}: expected files, as paths with their texts`)
    }
  }
  return parsed.data
}

const sayIssue = ({ path, message }: z.core.$ZodIssue): string =>
  path.length === 0 ? message : `${path.join('.')}: ${message}`

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new WrongWork(`not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function keysOf(storage: WorkStorage): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return keys.filter(key => OURS.test(key))
}
