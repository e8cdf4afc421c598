/** What the run of a lesson's scenario showed, as its prose may quote it. */

import type { EmulatorEvent } from '../emulator/events.ts'

/** One invocation of the run that has an id. */
export interface QuotedInvocation {
  /** JSON text of what the function returned, or of its error; null where the API sends none. */
  readonly payload: string | null
  readonly functionError: string | null
  /** Of the function URL where the request went through it, else of the Invoke API. */
  readonly status: number
  /** Of the function URL's answer; null for the Invoke API. */
  readonly body: string | null
  readonly log: readonly string[]
  /** Name to preview, as the environment's card shows it. */
  readonly moduleScope: Readonly<Record<string, string>>
}

/** Invocations by the id of their step, and all that the emulator told; or why there is nothing to quote: the scenario does not hold. */
export type LessonRun =
  | {
      readonly invocations: Readonly<Record<string, QuotedInvocation>>
      readonly events: readonly EmulatorEvent[]
    }
  | { readonly problem: string }

const PARTS = ['body', 'payload', 'status', 'functionError', 'log'] as const

/** A quotation: which invocation, which part of it, and for `log` which line: the first that a regular expression matches, or what its group matches there. */
export interface Quotation {
  readonly of: string
  /** `body`, `payload`, `status`, `functionError`, `log` or `moduleScope.name`. */
  readonly part: string
  readonly match?: string | undefined
}

/** The text of a quotation. Throws what an author must mend where the run has no such thing. */
export function quote(run: LessonRun | undefined, { of, part, match }: Quotation): string {
  if (run === undefined) throw new Error('it has no scenario.yaml whose output could be quoted.')
  if ('problem' in run) throw new Error(`its scenario.yaml does not hold, ${run.problem}`)
  const invocation = run.invocations[of]
  if (invocation === undefined) {
    throw new Error(
      `scenario.yaml has no invocation with id "${of}"; ids are ${Object.keys(run.invocations).join(', ')}.`,
    )
  }
  const text = textOf(invocation, part, match)
  if (text === null) throw new Error(`the invocation "${of}" has no ${part}.`)
  return text
}

function textOf(invocation: QuotedInvocation, part: string, match: string | undefined): string | null {
  const name = /^moduleScope\.(.+)$/.exec(part)?.[1]
  if (name !== undefined) return invocation.moduleScope[name] ?? null
  const known = PARTS.find(candidate => candidate === part)
  if (known === undefined)
    throw new Error(`there is no part "${part}"; parts are ${PARTS.join(', ')} and moduleScope.name.`)
  if (known !== 'log') return invocation[known]?.toString() ?? null
  if (match === undefined) return invocation.log.join('\n')
  return lineOf(invocation.log, new RegExp(match))
}

function lineOf(log: readonly string[], pattern: RegExp): string {
  for (const line of log) {
    const found = pattern.exec(line)
    if (found !== null) return found[1] ?? line
  }
  throw new Error(`no line of its log matches ${pattern}:\n${log.join('\n')}`)
}
