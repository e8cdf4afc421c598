/** A database instance as an account has it: its class, and how many connections RDS lets it take. */
import * as z from 'zod/mini'

/** Memory of instance classes in GiB (AWS "DB instance classes", burstable and general purpose). */
export const INSTANCE_MEMORY_GIB = {
  'db.t4g.micro': 1,
  'db.t4g.small': 2,
  'db.t4g.medium': 4,
  'db.t4g.large': 8,
  'db.m7g.large': 8,
  'db.r7g.large': 16,
} as const

/** A class of DB instances that is known here. */
export type InstanceClass = keyof typeof INSTANCE_MEMORY_GIB

const CLASSES = Object.keys(INSTANCE_MEMORY_GIB).filter(isInstanceClass)

/** Bytes of memory for which RDS for PostgreSQL allows one connection (lambda-semantics 1.11). */
export const BYTES_PER_CONNECTION = 9_531_392
/** What RDS's formula ends at, whatever the memory. */
export const MOST_CONNECTIONS = 5_000
/** Postgres's default of `superuser_reserved_connections`. */
export const SUPERUSER_SLOTS = 3
/** Slots of the role `rds_reserved`: the default of `rds.rds_superuser_reserved_connections`. */
export const RDS_SLOTS = 2

const BYTES_PER_GIB = 1_073_741_824

/** A database of the account. */
export interface DatabaseConfiguration {
  readonly instance: InstanceClass
  /** What the parameter group sets in place of RDS's formula. */
  readonly maxConnections?: number | undefined
}

/** The shape of it wherever it comes from outside. */
export const databaseSchema = z.strictObject({
  instance: z.enum(CLASSES),
  maxConnections: z.optional(z.int().check(z.minimum(SUPERUSER_SLOTS + RDS_SLOTS + 1), z.maximum(MOST_CONNECTIONS))),
})

/**
 * `max_connections`: LEAST({DBInstanceClassMemory/9531392}, 5000), or what the parameter group says. The formula is held
 * against the nominal memory; a real instance has less left, and so a few connections fewer (lambda-semantics 1.11).
 */
export function maxConnections({ instance, maxConnections: set }: DatabaseConfiguration): number {
  const bytes = INSTANCE_MEMORY_GIB[instance] * BYTES_PER_GIB
  return set ?? Math.min(Math.floor(bytes / BYTES_PER_CONNECTION), MOST_CONNECTIONS)
}

function isInstanceClass(name: string): name is InstanceClass {
  return name in INSTANCE_MEMORY_GIB
}
