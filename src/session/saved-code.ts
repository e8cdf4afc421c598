/** The reader's code of a lesson, as the browser keeps it. */
import * as z from 'zod/mini'
import type { LessonFiles } from '../lesson/lesson.ts'

/** The part of Storage that is used; null where storage is switched off. */
export interface CodeStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** Path to text; null for a file of the lesson that was deleted or renamed. */
const savedSchema = z.record(z.string(), z.nullable(z.string()))
/** What stands in the editor, and the reader's own code while the lesson's stands there. */
type Slot = 'code' | 'own'
const keyOf = (lesson: string, slot: Slot = 'code'): string => `warmstart.${slot}.${lesson}`
/** Where text that could not be read is put aside, so that nothing somebody typed is lost. */
const unreadableKeyOf = (lesson: string): string => `${keyOf(lesson)}.unreadable`

/** The lesson's files with what was saved over them. Saved files that the lesson does not know are kept too. */
export function loadCode(storage: CodeStorage | null, lesson: string, files: LessonFiles): LessonFiles {
  const text = storage?.getItem(keyOf(lesson)) ?? null
  if (text === null) return files
  const saved = parseSaved(text)
  if (saved !== null) return withoutDeleted({ ...files, ...saved })
  storage?.setItem(unreadableKeyOf(lesson), text)
  return files
}

/** The reader's own code that the lesson's took the place of; null when there is none. */
export function loadOwn(storage: CodeStorage | null, lesson: string): LessonFiles | null {
  const text = storage?.getItem(keyOf(lesson, 'own')) ?? null
  const saved = text === null ? null : parseSaved(text)
  return saved === null ? null : withoutDeleted(saved)
}

/** Keeps it, or (null) forgets it. False when the browser refused. */
export function saveOwn(storage: CodeStorage | null, lesson: string, files: LessonFiles | null): boolean {
  if (storage === null) return false
  try {
    if (files === null) storage.removeItem(keyOf(lesson, 'own'))
    else storage.setItem(keyOf(lesson, 'own'), JSON.stringify(files))
    return true
  } catch {
    // Full: the reader is told that this page's changes are not saved.
    return false
  }
}

/** Keeps the files that differ from the lesson's. False when the browser refused (storage full or off). */
export function saveCode(storage: CodeStorage | null, lesson: string, start: LessonFiles, files: LessonFiles): boolean {
  if (storage === null) return false
  const deleted = Object.keys(start).flatMap(path => (path in files ? [] : [[path, null] as const]))
  const changed = [...Object.entries(files).filter(([path, text]) => start[path] !== text), ...deleted]
  try {
    if (changed.length === 0) storage.removeItem(keyOf(lesson))
    else storage.setItem(keyOf(lesson), JSON.stringify(Object.fromEntries(changed)))
    return true
  } catch {
    // Full: the reader is told that this page's changes are not saved.
    return false
  }
}

type Saved = z.infer<typeof savedSchema>

function withoutDeleted(saved: Saved): LessonFiles {
  return Object.fromEntries(
    Object.entries(saved).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])),
  )
}

function parseSaved(text: string): Saved | null {
  try {
    const parsed = savedSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    // Not JSON: put aside by the caller.
    return null
  }
}
