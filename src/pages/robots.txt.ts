import type { APIRoute } from 'astro'

/** Everything may be found; the sitemap's address must be absolute. */
export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nAllow: /\nSitemap: ${new URL('/sitemap.xml', site).href}\n`)
