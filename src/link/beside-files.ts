/** What lies beside an engine of the page and is loaded only when a function asks for it: addresses of the site's files. */

/** A compressed file of the site, and its size as it is loaded. */
export interface SiteFile {
  readonly url: string
  readonly bytes: number
}

/** Addresses of Postgres's thread and files, and of the packages that functions import without bringing them. */
export interface BesideFiles {
  readonly postgres: {
    readonly workerUrl: string
    readonly program: SiteFile
    readonly share: SiteFile
    readonly fresh: SiteFile
  }
  readonly packages: { readonly pg: string; readonly hono: string }
}
