/** States of the container's boot, and which may follow which: a table, as an environment's life is one. */
import type { HomeAbilities } from '../../link/stdio-home.ts'

/** What this browser or page lacks, so that a boot is not tried. */
export type Unsupported = 'not-isolated' | 'no-shared-memory' | 'no-web-assembly' | 'no-service-worker' | 'old-browser'

/** Why a boot failed. The page words it, with what to do. */
export type BootFailure =
  /** The browser says that it is offline. */
  | 'offline'
  /** Nothing answers at the vendor's address: a network, firewall or blocker in between. */
  | 'unreachable'
  /** The page of the runtime came, or seemed to, and the runtime did not: no key, blocked workers, an outage. */
  | 'silent'
  /** The runtime refused: another instance, an unsupported browser. */
  | 'refused'
  /** The client itself could not be loaded from this site. */
  | 'no-client'
  /** The container is there, Node does not start in it. */
  | 'no-node'

/** What a boot is doing. */
export type BootStep = 'client' | 'container' | 'node'

/** Where the boot stands. Times in ms. */
export type BootState =
  | { readonly kind: 'unsupported'; readonly why: Unsupported }
  | { readonly kind: 'offered' }
  | { readonly kind: 'booting'; readonly step: BootStep; readonly elapsedMs: number }
  | { readonly kind: 'ready'; readonly abilities: HomeAbilities; readonly bootMs: number; readonly nodeMs: number }
  /** It was there and is gone. */
  | { readonly kind: 'lost'; readonly reason: string }
  | { readonly kind: 'failed'; readonly why: BootFailure; readonly reason: string }

/** State to the states that may follow it. A failed boot may come true late: a slow network is no refusal. */
export const BOOT_TABLE: Readonly<Record<BootState['kind'], readonly BootState['kind'][]>> = {
  unsupported: [],
  offered: ['booting'],
  booting: ['booting', 'ready', 'failed', 'offered'],
  ready: ['lost', 'offered'],
  lost: ['booting', 'offered'],
  failed: ['booting', 'ready', 'offered'],
}

/** The next state. Throws for what the table does not list, naming what it does. */
export function follow(before: BootState, next: BootState): BootState {
  const allowed = BOOT_TABLE[before.kind]
  if (allowed.includes(next.kind)) return next
  throw new Error(`From "${before.kind}" a boot goes to ${allowed.join(', ') || 'nothing'}, not to "${next.kind}".`)
}
