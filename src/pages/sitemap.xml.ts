import type { APIRoute } from 'astro'
import { getLessons } from '../lesson/lessons.ts'
import { LOCALES, localizedPath } from '../ui/locale.ts'

/** Home, the playground, the glossary, the two pages about the reader's browser and the lessons in every language. Paths hold nothing that XML would have to escape. */
export const GET: APIRoute = async ({ site }) => {
  const lessons = await getLessons()
  const paths = [
    '/',
    '/playground/',
    '/glossary/',
    '/ready/',
    '/diagnostics/',
    ...lessons.map(({ id }) => `/lessons/${id}/`),
  ]
  const urls = paths.flatMap(path => LOCALES.map(locale => new URL(localizedPath(locale, path), site).href))
  const entries = urls.map(url => `  <url><loc>${url}</loc></url>`).join('\n')
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries}\n</urlset>\n`
  return new Response(xml, { headers: { 'content-type': 'application/xml' } })
}
