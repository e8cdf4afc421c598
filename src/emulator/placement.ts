/** Which idle environment answers next, and whether a request gets one at all. */
import type { ThrottleReason } from './commands.ts'
import type { Placement } from './configuration.ts'
import type { Environment } from './environment.ts'
import type { FunctionRecord, Revision, World } from './world.ts'

type Order = (a: Environment, b: Environment) => number

/** AWS documents no order; most recently used lets the others idle out (lambda-semantics 1.3 #41, an assumption). */
const ORDERS: Readonly<Record<Placement, Order>> = {
  'most-recently-used': (a, b) => b.lastUsed - a.lastUsed,
  'least-recently-used': (a, b) => a.lastUsed - b.lastUsed,
  'oldest-first': () => 0,
}

/**
 * The idle environment of `revision` that answers next, or null. Provisioned ones come first, on-demand ones take what
 * spills over (1.3 #46); with tenant isolation only the tenant's own (1.4).
 */
export function idleEnvironment(world: World, revision: Revision, tenantId: string | null): Environment | null {
  const idle = [...world.environments].filter(
    environment => environment.revision === revision && environment.isIdle() && environment.tenantId === tenantId,
  )
  // Sorting is stable: equals stay in order of birth.
  const [best] = idle.sort(ORDERS[world.account.placement]).sort((a, b) => rank(a) - rank(b))
  return best ?? null
}

const rank = (environment: Environment): number =>
  environment.initializationType === 'provisioned-concurrency' ? 0 : 1

/** Why a further request of `revision` is throttled now, or null (1.3 #44). */
export function throttleReason(
  world: World,
  record: FunctionRecord,
  { revision, tenantId }: { readonly revision: Revision; readonly tenantId: string | null },
): ThrottleReason | null {
  if (record.reserved !== null) {
    const idle = idleEnvironment(world, revision, tenantId)
    if (idle?.initializationType === 'provisioned-concurrency') return null
    return taken(world, record.name) >= record.reserved ? 'ReservedFunctionConcurrentInvocationLimitExceeded' : null
  }
  const inFlight = (name: string): number => of(world, name).filter(({ occupant }) => occupant !== null).length
  const others = [...world.functions.values()]
  const reserved = others.reduce((sum, other) => sum + (other.reserved ?? 0), 0)
  const running = others.filter(other => other.reserved === null).reduce((sum, other) => sum + inFlight(other.name), 0)
  return running >= world.account.concurrency - reserved ? 'ConcurrentInvocationLimitExceeded' : null
}

/** Concurrency in use or set aside: what is provisioned is no longer there for other requests, used or not (1.3 #45). */
function taken(world: World, name: string): number {
  return of(world, name).filter(
    ({ occupant, initializationType }) => occupant !== null || initializationType === 'provisioned-concurrency',
  ).length
}

const of = (world: World, name: string): Environment[] =>
  [...world.environments].filter(environment => environment.revision.function === name)
