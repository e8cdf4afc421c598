/** What the search looks through, one file a language; loaded when somebody searches. */
import type { APIRoute } from 'astro'
import { getSearchEntries } from '../../lesson/search-entries.ts'
import { LOCALE_PARAMS, localeOf } from '../../ui/locale.ts'

export function getStaticPaths() {
  return LOCALE_PARAMS.map(params => ({ params }))
}

export const GET: APIRoute = async ({ params }) =>
  new Response(JSON.stringify(await getSearchEntries(localeOf(params['locale']))))
