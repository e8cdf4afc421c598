/** Reads scenario files. Every problem has a line, a column, a key and what was expected. */
import { unknownKeys } from './chosen-schema.ts'
import { compileScenario } from './compile-scenario.ts'
import { expectedText, foundText } from './expected-text.ts'
import { type Problem, WrongScenario } from './problem.ts'
import type { Path, Scenario } from './scenario.ts'
import { scenarioItem } from './scenario-schema.ts'
import { parseYaml, type YamlSource } from './yaml-source.ts'

/** A scenario that knows where in its file everything stands. */
export interface ReadScenario {
  readonly scenario: Scenario
  /** Line of a path, from 1; of the nearest thing around it where it is missing. */
  lineOf(path: Path): number
  /** The file as an error about `path` says it. */
  problemAt(path: Path, text: string): Problem
}

/** Reads the text of a scenario file. Throws {@link WrongScenario} with every problem; `file` is its name in texts. */
export function readScenario(
  text: string,
  file: string,
  options: { readonly filesGiven?: boolean } = {},
): ReadScenario {
  const source = parseYaml(text)
  if (!('value' in source)) throw new WrongScenario(file, source)
  const parsed = scenarioItem.safeParse(withFiles(source.value, options.filesGiven ?? false), { error: expectedText })
  if (!parsed.success)
    throw wrong(
      file,
      parsed.error.issues.flatMap(issue => problemsOf(issue, source)),
    )
  const { scenario, misfits } = compileScenario(parsed.data)
  const problems = misfits.map(({ path, text: misfit }) => ({ path, text: misfit, ...source.locate(path, 'value') }))
  if (problems.length > 0) throw wrong(file, problems)
  return {
    scenario,
    lineOf: path => source.locate(path, 'key').line,
    problemAt: (path, said) => ({ path, text: said, ...source.locate(path, 'value') }),
  }
}

function wrong(file: string, problems: readonly Problem[]): WrongScenario {
  const inOrder = problems.toSorted((one, other) => one.line - other.line || one.column - other.column)
  return new WrongScenario(file, inOrder)
}

/** A file may leave out `files` where a folder is given from outside. */
function withFiles(value: unknown, given: boolean): unknown {
  if (!given || typeof value !== 'object' || value === null || 'files' in value || 'functions' in value) return value
  return { ...value, files: {} }
}

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

function problemsOf(issue: Issue, source: YamlSource): readonly Problem[] {
  const path = issue.path.map(key => (typeof key === 'number' ? key : String(key)))
  const keys = unknownKeys(issue)
  if (keys.length > 0) {
    return keys.map(key => ({ path: [...path, key], text: issue.message, ...source.locate([...path, key], 'key') }))
  }
  const said = issue.message.includes(', found ')
    ? issue.message
    : issue.message + foundText(valueAt(source.value, path))
  return [{ path, text: said, ...source.locate(path, 'value') }]
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    value,
  )
}
