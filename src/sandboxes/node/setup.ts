/** What a worker thread is told when it starts, before any command. */

/** How a guest is frozen, linked and given AsyncLocalStorage; what the Node around it lacks, the guest does otherwise. */
export interface GuestSetup {
  /** The counter on which the thread blocks between two commands; null where timers are gated instead. */
  readonly counter: SharedArrayBuffer | null
  /** A folder for the function's files, rewritten, where Node's module hooks are missing; null where they serve them. */
  readonly folder: string | null
  /** The folder whose `node_modules` npm filled for the function; null where nothing installs. */
  readonly packages: string | null
  /** True where a store is lost over `await`: the function's text carries it. */
  readonly carries: boolean
}

/** Node as it is: threads block, hooks serve, AsyncLocalStorage holds. */
export const WHOLE_NODE = { blocking: true, hooks: true, asyncContext: true } as const
