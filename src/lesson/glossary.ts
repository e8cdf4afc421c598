/** Loads the glossary at build time. */
import { getCollection } from 'astro:content'
import type { TermData } from './glossary-schema.ts'
import { getLessons, type Lesson } from './lessons.ts'

/** A word of the course. */
export interface Term extends Omit<TermData, 'lesson'> {
  /** Kebab case; its entry on the page has it as id. */
  readonly id: string
  /** The lesson that shows it; null while the course lacks that lesson. */
  readonly lesson: Lesson | null
}

/** Every word, in the order of its language. */
export async function getGlossary(locale: 'en' | 'ja'): Promise<readonly Term[]> {
  const [entries, lessons] = await Promise.all([getCollection('glossary'), getLessons()])
  const terms = entries.map(({ id, data }) => ({
    ...data,
    id,
    lesson: lessons.find(lesson => lesson.id.startsWith(`${data.lesson}-`)) ?? null,
  }))
  return terms.toSorted((one, other) => one.term[locale].localeCompare(other.term[locale], locale))
}
