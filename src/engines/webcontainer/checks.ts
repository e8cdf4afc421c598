/** What can be known before the vendor's servers are asked for anything. */
import type { Unsupported } from './boot-state.ts'

/** The parts of a page's global that are looked at. */
export interface Surroundings {
  readonly crossOriginIsolated?: boolean
  readonly SharedArrayBuffer?: unknown
  readonly WebAssembly?: unknown
  readonly Atomics?: object
  readonly navigator?: { readonly onLine?: boolean; readonly serviceWorker?: unknown }
}

/** The first thing that a container needs and this page lacks (reference webcontainer 1.1); null where all is there. */
export function unsupportedBy(page: Surroundings): Unsupported | null {
  // The client does not look: its runtime would fail later, without a word (reference 1.2).
  if (page.crossOriginIsolated !== true) return 'not-isolated'
  if (typeof page.SharedArrayBuffer !== 'function') return 'no-shared-memory'
  if (typeof page.WebAssembly !== 'object') return 'no-web-assembly'
  if (page.navigator?.serviceWorker === undefined) return 'no-service-worker'
  return page.Atomics !== undefined && 'waitAsync' in page.Atomics ? null : 'old-browser'
}
