/** The reader's code of a lesson, as the browser keeps it. */
import * as z from 'zod/mini'
import type { LessonFiles } from '../lesson/lesson.ts'

/** The part of Storage that is used; null where storage is switched off. */
export interface CodeStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

const savedSchema = z.record(z.string(), z.string())
const keyOf = (lesson: string): string => `warmstart.code.${lesson}`
/** Where text that could not be read is put aside, so that nothing somebody typed is lost. */
const unreadableKeyOf = (lesson: string): string => `${keyOf(lesson)}.unreadable`

/** The lesson's files with what was saved over them. Saved files that the lesson does not know are kept too. */
export function loadCode(storage: CodeStorage | null, lesson: string, files: LessonFiles): LessonFiles {
  const text = storage?.getItem(keyOf(lesson)) ?? null
  if (text === null) return files
  const saved = parseSaved(text)
  if (saved !== null) return { ...files, ...saved }
  storage?.setItem(unreadableKeyOf(lesson), text)
  return files
}

/** Keeps the files that differ from the lesson's. False when the browser refused (storage full or off). */
export function saveCode(storage: CodeStorage | null, lesson: string, start: LessonFiles, files: LessonFiles): boolean {
  if (storage === null) return false
  const changed = Object.entries(files).filter(([path, text]) => start[path] !== text)
  try {
    if (changed.length === 0) storage.removeItem(keyOf(lesson))
    else storage.setItem(keyOf(lesson), JSON.stringify(Object.fromEntries(changed)))
    return true
  } catch {
    // Full: the reader is told that this page's changes are not saved.
    return false
  }
}

function parseSaved(text: string): LessonFiles | null {
  try {
    const parsed = savedSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    // Not JSON: put aside by the caller.
    return null
  }
}
