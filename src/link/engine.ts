/** What the page knows of an engine: a way to start a home and get a link to it. */
import type { Link } from './link.ts'

/** `idle` before the first use; `failed` says why and is final until `start` is called again. */
export type EngineState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'ready' /** False where the guests cannot block: timers are gated instead. */
      readonly blocking: boolean /** False where the guests share the page's origin. */
      readonly isolated: boolean
    }
  | { readonly kind: 'failed'; readonly reason: string }

export interface Engine {
  readonly name: 'embedded' | 'webcontainer' | 'node'
  /** Starts the home once; later calls give the same link. Rejects with a reason a person can read. */
  start(): Promise<Link>
  readonly state: EngineState
  onState(listener: (state: EngineState) => void): () => void
  dispose(): Promise<void>
}
