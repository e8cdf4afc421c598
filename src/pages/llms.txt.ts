/** What a language model should know of the site before it answers about it: one line a page. */
import type { APIRoute } from 'astro'
import { getLessons } from '../lesson/lessons.ts'
import { LOCALES, localizedPath } from '../ui/locale.ts'
import { message } from '../ui/page-message.ts'

export const GET: APIRoute = async ({ site }) => {
  const lessons = await getLessons()
  const line = (locale: (typeof LOCALES)[number], path: string, title: string, text: string): string =>
    `- [${title}](${new URL(localizedPath(locale, path), site).href}): ${text}`
  const sections = LOCALES.map(locale =>
    [
      `## ${locale === 'en' ? 'Lessons' : 'レッスン (日本語)'}`,
      '',
      ...lessons.map(({ id, data }) => line(locale, `/lessons/${id}/`, data.title[locale], data.summary[locale])),
    ].join('\n'),
  )
  const more = [
    '## More',
    '',
    line('en', '/playground/', 'Playground', 'a function with every control of the emulator'),
    line('en', '/glossary/', 'Glossary', 'the words, in English and Japanese, each with its source'),
    line('en', '/ready/', message('en', 'ready.title'), message('en', 'ready.description')),
    line('en', '/diagnostics/', message('en', 'diagnostics.title'), message('en', 'diagnostics.description')),
  ].join('\n')
  const about = `${message('en', 'site.description')} ${message('en', 'home.simulator')}`
  return new Response([`# ${message('en', 'site.name')}`, `> ${about}`, ...sections, more, ''].join('\n\n'))
}
