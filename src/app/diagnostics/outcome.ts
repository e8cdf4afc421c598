/** What came of the checks of `/diagnostics/`: plain data, shown on the page and written into its report. */

/** One case, or one step of a lesson. */
export interface Checked {
  readonly group: string
  readonly name: string
  /** `known`: it does not hold, as is known of this engine. */
  readonly outcome: 'pass' | 'fail' | 'known'
  /** Real ms. */
  readonly ms: number
  /** Why, where it did not pass; else empty. */
  readonly detail: string
}

/** What a question about the container was answered. */
export interface Answered {
  /** As the report words it. */
  readonly question: string
  readonly answer: string
  readonly ms: number
}

/** The engines that the page tries. */
export type TriedEngine = 'embedded' | 'embedded-gated' | 'webcontainer'

/** How far one engine is. */
export type EngineRun =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly checked: readonly Checked[]; readonly of: number }
  | { readonly kind: 'done'; readonly checked: readonly Checked[]; readonly startMs: number; readonly about: string }
  /** It did not start, or was lost on the way. */
  | { readonly kind: 'failed'; readonly checked: readonly Checked[]; readonly reason: string }

/** How many passed, failed, and differ as is known. */
export function countOf(checked: readonly Checked[]): Readonly<Record<Checked['outcome'], number>> {
  const count = (outcome: Checked['outcome']): number => checked.filter(each => each.outcome === outcome).length
  return { pass: count('pass'), fail: count('fail'), known: count('known') }
}
