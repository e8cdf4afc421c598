/** A case of the contract: one thing that a function must meet in an environment, whichever engine runs it. */
import type { Probe } from './as-node.ts'
import type { Deploy } from './subject.ts'

/** What a case is run with. */
export interface CaseTools {
  readonly deploy: Deploy
  /** What Node itself gives for a probe's expressions, by their texts. */
  nodeAnswers(probe: Probe): Promise<Readonly<Record<string, unknown>>>
  /** Expressions that the engine is known to answer otherwise, with the reason. */
  readonly differs: ReadonlyMap<string, string>
}

/** A case as it is written beside others of its kind. */
export interface ContractCase {
  /** Unique in its group. */
  readonly name: string
  /** Rejects with what is not as it must be. */
  run(tools: CaseTools): Promise<void>
}

/** Cases of one kind. */
export interface CaseGroup {
  readonly title: string
  readonly cases: readonly ContractCase[]
}

/** A case that needs the engine alone. */
export function caseOf(name: string, run: (deploy: Deploy) => Promise<void>): ContractCase {
  return { name, run: ({ deploy }) => run(deploy) }
}
