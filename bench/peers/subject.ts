/** What is measured: something that runs a handler of a folder. */

/** One environment of a subject, or what it has instead of one. */
export interface Instance {
  /** Resolves with the handler's answer; the first one starts what must be started. */
  invoke(event: object): Promise<unknown>
  close(): Promise<void>
}

export interface Subject {
  readonly name: string
  /** What keeps two environments apart. */
  readonly isolation: 'process' | 'thread' | 'none'
  /** Something that has not started yet, for the handler of `folder` (`index.js`, CommonJS). */
  open(folder: string): Promise<Instance>
}
