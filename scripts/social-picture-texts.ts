/** What the social pictures say, from the lessons and the site's texts: read by the script that draws them and by its test. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { lessonSchema } from '../src/lesson/lesson-schema.ts'
import { pageEn } from '../src/ui/messages/page-en.ts'
import { pageJa } from '../src/ui/messages/page-ja.ts'

const LESSONS = new URL('../lessons/', import.meta.url).pathname
const MESSAGES = { en: pageEn, ja: pageJa }

export interface PictureText {
  /** A lesson's number in the course; null for home. */
  readonly number: number | null
  readonly title: string
  readonly summary: string
}

/** By file name, `020-the-second-request-remembers-en.png`. Throws where a lesson.yaml is not one. */
export function pictureTexts(): Readonly<Record<string, PictureText>> {
  const lessons = readdirSync(LESSONS).toSorted().map(readLesson)
  const rows = (['en', 'ja'] as const).flatMap(locale => {
    const { 'home.title': title, 'site.description': summary } = MESSAGES[locale]
    const home: [string, PictureText] = [`home-${locale}.png`, { number: null, title, summary }]
    const ofLessons = lessons.map(({ id, data }, index): [string, PictureText] => [
      `${id}-${locale}.png`,
      { number: index + 1, title: data.title[locale], summary: data.summary[locale] },
    ])
    return [home, ...ofLessons]
  })
  return Object.fromEntries(rows)
}

function readLesson(id: string) {
  return { id, data: lessonSchema.parse(parse(readFileSync(join(LESSONS, id, 'lesson.yaml'), 'utf8'))) }
}
