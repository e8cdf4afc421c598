/**
 * What the way to the database and its work cost, in virtual ms. Simulated, all of it: a query's real time in this
 * Postgres says nothing about RDS, and time stands while it works.
 */

/** There and back between two machines of one Availability Zone. AWS says "single-digit millisecond"; ours: 1. */
export const ROUND_TRIP_MS = 1
/** From the startup message to "ready": TLS, a password's proof, a process of its own. An assumption. */
export const START_SESSION_MS = 15
/** Work on one request of a session. An assumption. */
export const QUERY_MS = 1
/** tcp_keepalives_idle 300 s + 2 × tcp_keepalives_interval 30 s: RDS's defaults ("Dead connection handling in PostgreSQL"). */
export const KEEPALIVE_MS = 360_000
