/** The contract of engines: what a function meets in an environment, whichever engine runs it. */
import '../../scripts/ensure-bundles.ts'
import type { Engine } from '../../src/link/engine.ts'
import type { HomeOptions } from '../../src/link/home-options.ts'
import { describeBuiltIns } from './built-ins.ts'
import { describeEnvironment } from './environment.ts'
import { describeModules } from './modules.ts'
import { describeOutside } from './outside.ts'
import { useEngine } from './subject.ts'

/** Stepping, so that waiting costs nothing; repeatable. */
const HOME: HomeOptions = { account: {}, clock: 'stepping', origin: Date.UTC(2026, 10, 24), seed: 1 }

/** What an engine is known not to do as Lambda does; each must really differ, so that the list cannot go stale. */
export interface KnownDifferences {
  /** Loads of modules.ts. */
  readonly loads: readonly string[]
  /** Expressions of as-node.ts, with the reason. */
  readonly expressions: ReadonlyMap<string, string>
}

/** Holds an engine to it. */
export function describeContract(
  create: (options: HomeOptions) => Engine,
  { loads, expressions }: KnownDifferences = { loads: [], expressions: new Map() },
): void {
  const deploy = useEngine(() => create(HOME))
  describeModules(deploy, loads)
  describeBuiltIns(deploy, expressions)
  describeEnvironment(deploy)
  describeOutside(deploy)
}
