/** What is wrong in a scenario file, as text for people. */
import { formatPath } from './difference.ts'
import type { Path } from './scenario.ts'

/** Something in the file that is not as it must be. Lines and columns count from 1. */
export interface Problem {
  readonly path: Path
  readonly line: number
  readonly column: number
  /** What was expected there, and what was found if it can be said: a clause without a full stop. */
  readonly text: string
}

/** A scenario file that cannot be run; nothing of it was carried out. */
export class WrongScenario extends Error {
  override readonly name = 'WrongScenario'
  /** At least one, in the order of the file. */
  readonly problems: readonly Problem[]
  constructor(file: string, problems: readonly Problem[]) {
    super(problems.map(problem => formatProblem(file, problem)).join('\n'))
    this.problems = problems
  }
}

/** `scenario.yaml:3:12: function.timeout: expected a number, found "abc"` */
export function formatProblem(file: string, problem: Problem): string {
  const key = problem.path.length === 0 ? '' : `${formatPath(problem.path)}: `
  return `${file}:${problem.line}:${problem.column}: ${key}${problem.text}`
}
