/** The port to the Postgres that runs SQL. It has one session; who may use it when is decided by the emulator. */

/** A Postgres in a thread of its own; the home starts it, and loads it only when it is opened. */
export interface Postgres {
  /**
   * Loads it and starts it with an empty database. Resolves with what it says to a client that connects: authentication
   * through, its settings, ready for a query. Its clock shows `now`. `progress` is told bytes loaded of all, where there is something to load.
   */
  open(now: number, progress: (loaded: number, total: number) => void): Promise<Uint8Array>
  /** Hands it a client's messages and gives its answers. Its clock shows `now`, virtual epoch ms. */
  exchange(messages: Uint8Array, now: number): Promise<Uint8Array>
  close(): Promise<void>
}
