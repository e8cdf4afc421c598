/** What the search looks through, one file a language; loaded when somebody searches. */
import type { APIRoute } from 'astro'
import { getSearchEntries } from '../../lesson/search-entries.ts'
import { DEFAULT_LOCALE, LOCALES, localeOf } from '../../ui/locale.ts'

export function getStaticPaths() {
  return LOCALES.map(locale => ({ params: { locale: locale === DEFAULT_LOCALE ? undefined : locale } }))
}

export const GET: APIRoute = async ({ params }) =>
  new Response(JSON.stringify(await getSearchEntries(localeOf(params['locale']))))
