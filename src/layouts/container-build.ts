/**
 * What the build says of the WebContainer engine, by environment variables: `WEBCONTAINER_API_KEY` (public by nature, bound
 * to the site's address by its owner) and `WARMSTART_WEBCONTAINER` (`auto`, `ask` or `off`). Without either it is in a
 * build for this machine alone: elsewhere StackBlitz refuses to serve a site that has no key.
 */

/** Where the vendor serves the runtime: the only other host that a page of the site may ever reach. */
export const VENDOR_ORIGIN = 'https://stackblitz.com'

export interface ContainerBuild {
  readonly apiKey: string | null
  /** How it begins for a reader who chose nothing; null leaves it to the address (`auto` on this machine or with a key). */
  readonly setting: 'auto' | 'ask' | null
}

/** What a page can add to its policy; none where there is no policy, in development. */
interface Policy {
  insertDirective(directive: `frame-src ${string}` | `connect-src ${string}`): void
}

/**
 * The engine of this build for a page whose head is not written yet, and that page's policy opened for it; null where
 * the build has none or the lesson needs the embedded one.
 */
export function containerOfPage(
  policy: Policy | undefined,
  pinned: 'embedded' | 'webcontainer' | undefined,
): ContainerBuild | null {
  const build = pinned === 'embedded' ? null : containerBuild(process.env)
  if (build === null) return null
  policy?.insertDirective(`frame-src ${VENDOR_ORIGIN}`)
  // The question whether it can be reached, before its frame is waited for.
  policy?.insertDirective(`connect-src ${VENDOR_ORIGIN}`)
  return build
}

/** Null where the engine is not in this build: then no page allows the vendor's frame. */
export function containerBuild(env: Readonly<Record<string, string | undefined>>): ContainerBuild | null {
  const apiKey = env['WEBCONTAINER_API_KEY'] || null
  const setting = env['WARMSTART_WEBCONTAINER'] || null
  if (setting === 'off') return null
  if (setting !== null && setting !== 'auto' && setting !== 'ask') {
    throw new Error(`WARMSTART_WEBCONTAINER is "${setting}"; it is auto, ask or off.`)
  }
  const site = new URL(env['SITE_URL'] ?? 'http://localhost')
  return apiKey !== null || setting !== null || site.hostname === 'localhost' ? { apiKey, setting } : null
}
