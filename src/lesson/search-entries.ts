/** What can be searched for, as plain texts: the sections of the lessons and the words of the glossary. */
import { render } from 'astro:content'
import { getGlossary } from './glossary.ts'
import { getLessons, getProse, type Lesson } from './lessons.ts'
import { plainProse } from './plain-prose.ts'

/** One place that a search can lead to. */
export interface SearchEntry {
  /** Address below the site's root without the language: `/lessons/…/#slug`. */
  readonly path: string
  readonly title: string
  /** What it is part of; empty for a word of the glossary. */
  readonly within: string
  readonly text: string
}

/** Every entry of a language, the glossary first: a word that is asked for is answered by its meaning. */
export async function getSearchEntries(locale: 'en' | 'ja'): Promise<readonly SearchEntry[]> {
  const [terms, lessons] = await Promise.all([getGlossary(locale), getLessons()])
  const words = terms.map(({ id, term, text }) => ({
    path: `/glossary/#${id}`,
    title: term[locale],
    within: '',
    text: locale === 'ja' ? `${term.en} ${text.ja}` : text.en,
  }))
  const sections = await Promise.all(lessons.map(lesson => sectionsOf(lesson, locale)))
  return [...words, ...sections.flat()]
}

async function sectionsOf(lesson: Lesson, locale: 'en' | 'ja'): Promise<readonly SearchEntry[]> {
  const prose = await getProse(lesson.id, locale)
  const { headings } = await render(prose)
  const second = headings.filter(({ depth }) => depth === 2)
  const title = `${lesson.number} · ${lesson.data.title[locale]}`
  const path = `/lessons/${lesson.id}/`
  return (prose.body ?? '').split(/^## .*$/m).map((part, index) => {
    const heading = second[index - 1]
    const text = plainProse(part)
    return heading === undefined
      ? { path, title, within: '', text: `${lesson.data.summary[locale]}. ${text}` }
      : { path: `${path}#${heading.slug}`, title: heading.text, within: title, text }
  })
}
