/** Lambda's limits and defaults, each with unit and source (sections of lambda-semantics). */

/** Bytes in a MB as Lambda counts memory and `/tmp`. */
export const BYTES_PER_MB = 1_048_576

/** Init of an on-demand environment, ms (1.1 #2). */
export const INIT_LIMIT_MS = 10_000

/** Init of a provisioned environment, ms, where the function's time-out is not longer (1.1 #2). */
export const PROVISIONED_INIT_LIMIT_MS = 130_000

/** Idle ms until an environment is reclaimed. AWS documents no figure; measurements range over 5 to 60 min (1.1 #12). */
export const IDLE_RETENTION_MS = 360_000

/**
 * Ms an environment lives at most, however busy it is. AWS ends them "every few hours" and names no figure (1.1 #11): four
 * hours are an assumption.
 */
export const LIFETIME_MS = 14_400_000

/** New environments that a function may start in 10 s, all of them at once if it likes (1.3 #42). */
export const SCALING_RATE = 1_000
/** In how many ms that allowance is refilled, continuously (1.3 #42). */
export const SCALING_REFILL_MS = 10_000

/** Requests a second for each unit of concurrency, of the account's pool or reserved for a function (1.3 #42). */
export const REQUESTS_PER_SECOND = 10

/** Concurrent executions of an account in a Region (1.3 #43). */
export const ACCOUNT_CONCURRENCY = 1_000

/** Concurrency that reservations must leave to the rest of the account (1.3 #43). */
export const UNRESERVED_MINIMUM = 100

/** Request and response payload of a synchronous invocation, bytes (1.5). */
export const SYNC_REQUEST_BYTES = 6_291_456
/** Bytes of a synchronous response: 6 MB and a little, as the error text gives it (lambda-semantics 1.6). */
export const SYNC_RESPONSE_BYTES = 6_291_556

/** Bytes of a streamed response: 200 MB (1.2 #31). */
export const STREAMED_RESPONSE_BYTES = 209_715_200

/** Request payload of an asynchronous invocation, bytes: 1 MB (1.5). */
export const ASYNC_REQUEST_BYTES = 1_048_576

/** Environment variables of a function, bytes in total: 4 KB (1.5). */
export const ENVIRONMENT_VARIABLES_BYTES = 4_096

/** Waits before the two retries of an asynchronous invocation, ms (1.3 #50). */
export const ASYNC_RETRY_WAITS_MS: readonly number[] = [60_000, 120_000]

/** "Max Memory Used" of an empty nodejs24.x function, MB: 75 to 80 (1.10). Reported as it is: memory is not measured. */
export const EMPTY_FUNCTION_MEMORY_MB = 76

/** Init Duration of an empty nodejs24.x function, ms: 135 on x86 at 128 MB (1.10, maxday/lambda-perf 2026-08-22). */
export const PUBLISHED_RUNTIME_START_MS = 135
