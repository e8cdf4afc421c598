/**
 * A *scenario* is a script of actions and expectations (DESIGN 7): the one language of lessons, ticks, exercises,
 * replays, demos, shared links and bug reports.
 *
 * A scenario has *functions*, an *account* and *steps*. A step is one *action* (a command to the emulator, or a look at
 * the world) and may carry an *expectation*. An expectation is made of *predicates*; where one does not hold it gives
 * *differences*. The *runner* sends the actions down a link and has a *witness* fold the events that come up; the
 * witness's *observations* are what predicates are held against.
 *
 * Reading files (`read-scenario.ts` and the schemas) is kept apart from running and predicates, which the page loads.
 */
import type { InvokeFunctionCommand } from '../emulator/commands.ts'
import type { AccountConfiguration, ConfigurationRequest } from '../emulator/configuration.ts'
import type { SourceFile } from '../emulator/sandbox.ts'
import type { CommandExpectation, InvokeExpectation, WorldExpectation } from './expectations.ts'

/** Where something stands in a scenario file: `['steps', 2, 'expect', 'body']`. */
export type Path = readonly (string | number)[]

/** The code of a function: a folder (relative to the scenario file) or the files themselves. */
export type Files =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'map'; readonly files: readonly SourceFile[] }

/** A function that exists before the first step. */
export interface ScenarioFunction {
  readonly name: string
  readonly configuration: ConfigurationRequest
  readonly files: Files
  /** Where its configuration stands. */
  readonly path: Path
  /** Where its files stand. */
  readonly filesPath: Path
}

/** What a step does. */
export type Action =
  | { readonly kind: 'invoke'; readonly command: InvokeFunctionCommand; readonly expect: InvokeExpectation }
  /** `ms` is virtual time. */
  | { readonly kind: 'idle'; readonly ms: number }
  | (CommandAction & { readonly kind: 'deploy'; readonly files: Files })
  | (CommandAction & { readonly kind: 'configure'; readonly configuration: ConfigurationRequest })
  | (CommandAction & { readonly kind: 'reserve'; readonly concurrency: number | null })
  /** `version` is the one that must be assigned; null asserts none. */
  | (CommandAction & { readonly kind: 'publish'; readonly version: string | null })
  | (CommandAction & { readonly kind: 'provision'; readonly qualifier: string; readonly count: number })
  | { readonly kind: 'expect'; readonly expect: WorldExpectation }

/** A command that is no invocation: the function it is about, and what must come of it. */
interface CommandAction {
  readonly function: string
  readonly expect: CommandExpectation
}

/** One action of a scenario. */
export interface ActionStep {
  readonly action: Action
  /** Name of an invocation, for `sameAs` and `notSameAs`. */
  readonly id: string | null
  /** Virtual ms to wait before the action, counted from the start of the step (or of the `together` around it). */
  readonly after: number
  readonly path: Path
}

/** An item of `steps`: one action, or several that begin at the same moment. */
export type Step = ActionStep | { readonly together: readonly ActionStep[]; readonly path: Path }

/** A compiled scenario: functions with their files, the account, and steps in order. */
export interface Scenario {
  /** At least one. */
  readonly functions: readonly ScenarioFunction[]
  readonly account: Partial<AccountConfiguration>
  readonly steps: readonly Step[]
}

/** Name of the function where a scenario has only one and gives it none. */
export const ONLY_FUNCTION = 'my-function'
