/** The contract of engines: what a function meets in an environment, whichever engine runs it. Tests and `/diagnostics/` run it. */
import type { HomeOptions } from '../link/home-options.ts'
import { BUILT_IN_GROUPS } from './built-in-cases.ts'
import type { CaseGroup } from './contract-case.ts'
import { ENVIRONMENT_GROUPS } from './environment-cases.ts'
import { LOAD_GROUPS } from './load-cases.ts'
import { OUTSIDE_GROUPS } from './outside-cases.ts'

/** What its home is told: stepping, so that waiting costs nothing; repeatable. */
export const CONTRACT_HOME: HomeOptions = {
  account: {},
  clock: 'stepping',
  origin: Date.UTC(2026, 10, 24),
  seed: 1,
}

/** What an engine is known not to do as Lambda does; each must really differ, so that the list cannot go stale. */
export interface KnownDifferences {
  /** Names of cases, with the reason. */
  readonly cases: ReadonlyMap<string, string>
  /** Expressions of as-node.ts, with the reason. */
  readonly expressions: ReadonlyMap<string, string>
}

/** Of an engine that has none. */
export const NO_DIFFERENCES: KnownDifferences = { cases: new Map(), expressions: new Map() }

/** Every case. */
export const CONTRACT: readonly CaseGroup[] = [
  ...LOAD_GROUPS,
  ...BUILT_IN_GROUPS,
  ...ENVIRONMENT_GROUPS,
  ...OUTSIDE_GROUPS,
]
