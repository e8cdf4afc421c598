/** How nasty the double is: one switch for each thing that a real container was seen or is feared to do. */

export interface Hostility {
  /** The terminal stays cooked and echoes: `setRawMode` does nothing. */
  readonly echo?: boolean
  /** Lengths at which output is cut, over and over. */
  readonly cuts?: readonly number[]
  /** Output of this many ms is joined. */
  readonly mergedMs?: number
  /** Output goes on after the exit was told. */
  readonly outputAfterExit?: boolean
  /** The output's end is never told. */
  readonly neverEnds?: boolean
  /** Every nth piece of output is lost, this often at most. */
  readonly lost?: { readonly every: number; readonly times: number }
  /** The last output before an exit is lost. */
  readonly lostTail?: boolean
  /** `kill` does nothing, and the exit is never told. */
  readonly killNeverExits?: boolean
  /** The first call of the file system takes so long, ms. */
  readonly firstFileMs?: number
  /** What the Node in the container lacks: see lesser-node.mjs. */
  readonly lacks?: readonly ('hooks' | 'wait' | 'context' | 'terminate')[]
  /** The Node that runs; this process's own unless said. */
  readonly node?: string
}
