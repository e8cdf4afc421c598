/** Which idle environment answers next, and whether a request gets one at all. */
import type { ThrottleReason } from './commands.ts'
import type { Placement } from './configuration.ts'
import type { Environment } from './environment.ts'
import { UNRESERVED_MINIMUM } from './limits.ts'
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

/**
 * Lets a further request of `revision` in, or says why it is throttled (1.3 #42 to #44). One that is let in has taken
 * what it takes of the allowances.
 */
export function admit(
  world: World,
  record: FunctionRecord,
  { revision, tenantId }: { readonly revision: Revision; readonly tenantId: string | null },
): ThrottleReason | null {
  const idle = idleEnvironment(world, revision, tenantId)
  const isProvisioned = idle?.initializationType === 'provisioned-concurrency'
  const reason = (isProvisioned ? null : concurrencyReason(world, record)) ?? rateReason(world, record, idle === null)
  if (reason !== null) return reason
  const now = world.clock.now()
  if (idle === null) record.scaling.take(now)
  if (hasRate(world)) (record.requests ?? world.requests).take(now)
  return null
}

function concurrencyReason(world: World, record: FunctionRecord): ThrottleReason | null {
  if (record.reserved !== null) {
    return inUse(world, record) >= record.reserved ? 'ReservedFunctionConcurrentInvocationLimitExceeded' : null
  }
  const sharing = [...world.functions.values()].filter(({ reserved }) => reserved === null)
  const used = sharing.reduce((sum, other) => sum + inUse(world, other), 0)
  return used >= unreservedConcurrency(world) ? 'ConcurrentInvocationLimitExceeded' : null
}

/** AWS documents both limits, not the Reason of each (1.3 #42): those whose names say so. */
function rateReason(world: World, record: FunctionRecord, isNew: boolean): ThrottleReason | null {
  const now = world.clock.now()
  if (isNew && !record.scaling.has(now)) return 'FunctionInvocationRateLimitExceeded'
  if (!hasRate(world) || (record.requests ?? world.requests).has(now)) return null
  return record.requests === null
    ? 'FunctionInvocationRateLimitExceeded'
    : 'ReservedFunctionInvocationRateLimitExceeded'
}

/** While time stands still between requests (a reader reads), so many a second means nothing. */
const hasRate = (world: World): boolean => world.clock.mode !== 'lesson'

/** What reservations leave to the functions that have none (1.3 #43). */
export function unreservedConcurrency(world: World, without?: FunctionRecord): number {
  const others = [...world.functions.values()].filter(other => other !== without)
  return world.account.concurrency - others.reduce((sum, other) => sum + (other.reserved ?? 0), 0)
}

/** What must stay unreserved. An account smaller than that could reserve nothing; scenarios shrink it to show the pool. */
export function unreservedMinimum(world: World): number {
  return Math.min(UNRESERVED_MINIMUM, world.account.concurrency - 1)
}

/** Concurrency in use or set aside: what is provisioned is no longer there for other requests, used or not (1.3 #45). */
function inUse(world: World, record: FunctionRecord): number {
  const own = [...world.environments].filter(({ revision }) => revision.function === record.name)
  const provisioned = own.filter(({ initializationType }) => initializationType === 'provisioned-concurrency')
  const busy = own.filter(({ occupant }) => occupant !== null).length
  const idle = [...Map.groupBy(provisioned, ({ revision }) => revision.version)].map(([version, alive]) => {
    const idleOnes = alive.filter(({ occupant }) => occupant === null).length
    // One that is being replaced has its successor beside it for a while.
    return Math.min(idleOnes, Math.max(0, (record.provisioned.get(version) ?? 0) - (alive.length - idleOnes)))
  })
  return idle.reduce((sum, count) => sum + count, busy)
}
