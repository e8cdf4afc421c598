/** The places for connections that an instance has, and whom it lets take one. */
import { type DatabaseConfiguration, maxConnections, RDS_SLOTS, SUPERUSER_SLOTS } from './configuration.ts'
import type { ServerError } from './protocol.ts'

/** SQLSTATE too_many_connections. */
const TOO_MANY_CONNECTIONS = '53300'

/** Counts the connections of ordinary roles against `max_connections`. */
export class Slots {
  readonly max: number
  #taken = 0

  constructor(configuration: DatabaseConfiguration) {
    this.max = maxConnections(configuration)
  }

  get taken(): number {
    return this.#taken
  }

  /**
   * Takes one. Null where it did, else Postgres's refusal, as postinit.c words it: the last slots are for superusers, the
   * ones before for RDS's own role. A refused connection has had its slot for a moment, so it counts itself.
   */
  take(): ServerError | null {
    const free = this.max - this.#taken - 1
    if (free < 0) return refusal('sorry, too many clients already')
    if (free < SUPERUSER_SLOTS) {
      return refusal('remaining connection slots are reserved for roles with the SUPERUSER attribute')
    }
    if (free < SUPERUSER_SLOTS + RDS_SLOTS) {
      return refusal('remaining connection slots are reserved for roles with privileges of the "rds_reserved" role')
    }
    this.#taken++
    return null
  }

  free(): void {
    this.#taken--
  }
}

const refusal = (message: string): ServerError => ({ severity: 'FATAL', code: TOO_MANY_CONNECTIONS, message })
