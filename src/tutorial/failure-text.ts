/**
 * A failure of an exercise in words. What was expected is worded from the scenario's own data, so that both languages say
 * it by themselves; what was seen is a value, or one of the few texts that stand for none.
 */
import type { ExerciseFailure } from '../lesson/exercise.ts'
import type { DurationPredicate } from '../scenario/expectations.ts'
import { isList, isObject, operatorOf } from '../scenario/predicates.ts'
import type { ActionStep, Scenario } from '../scenario/scenario.ts'
import type { Locale } from '../ui/locale.ts'
import { fill } from '../ui/message.ts'
import { exerciseSay } from './exercise-texts.ts'
import { EXPECTATION_WORDS, SEEN_WORDS } from './failure-words.ts'
import { plainPattern, written, writtenLines } from './log-failure.ts'

/** A failure as it is shown. */
export interface FailureText {
  /** Which request, or after which. */
  readonly place: string
  /** What was looked at: the answer, a variable, a file. */
  readonly what: string
  readonly expected: string
  readonly seen: string
}

/** Words of what is not a plain value. */
type Words = (typeof EXPECTATION_WORDS)[Locale]

/** The failure in the reader's language; `scenario` is the one that was run. */
export function failureText(failure: ExerciseFailure, scenario: Scenario, locale: Locale): FailureText {
  const words = EXPECTATION_WORDS[locale]
  const { difference, action, expectation } = failure
  const [, key = expectation, ...rest] = difference.path
  return {
    place: placeOf(action, scenario, locale),
    what: fill(words.what[key] ?? key, new Map([['name', nameOf(rest)]])),
    expected: expectedText(failure, scenario, words),
    seen: seenText(failure, locale),
  }
}

function placeOf({ action, path }: ActionStep, scenario: Scenario, locale: Locale): string {
  const say = exerciseSay(locale)
  const ordinal = ordinalOf(scenario, path)
  if (action.kind !== 'invoke') return ordinal === 0 ? say('place.worldFirst') : say('place.world', { ordinal })
  const { request } = action.command
  const shown = request.kind === 'url' ? request.http.url.replace(/^\/(?=\?)/, '') : request.payload
  return say('place.request', { ordinal, request: shown })
}

/** How many requests were sent up to and with that step. */
function ordinalOf({ steps }: Scenario, path: ActionStep['path']): number {
  const actions = steps.flatMap((step): readonly ActionStep[] => ('together' in step ? step.together : [step]))
  const index = actions.findIndex(each => each.path.join() === path.join())
  return actions.slice(0, index + 1).filter(({ action }) => action.kind === 'invoke').length
}

/** `env-1, total`, `/tmp/cache.json`. */
const nameOf = (path: readonly string[]): string => path.join(', ')

function expectedText({ action, difference }: ExerciseFailure, scenario: Scenario, words: Words): string {
  const [first, ...path] = difference.path
  if (first !== 'expect' || !('expect' in action.action)) return words.accepted
  const [key] = path
  const wanted = follow(action.action.expect, path)
  if (key === 'log') return lineText(String(wanted), words.line)
  if (key === 'notLog') return lineText(String(wanted), words.noLine)
  return wordValue(wanted, scenario, words)
}

function lineText(pattern: string, line: Words['line']): string {
  const known = plainPattern(pattern)
  if (known === null) return fill(line.matches, new Map([['pattern', pattern]]))
  return fill(known.atEnd ? line.ends : line.includes, new Map([['text', known.text]]))
}

/** What was there instead: a value, what the function wrote into the log, or the line that should not be there. */
function seenText(failure: ExerciseFailure, locale: Locale): string {
  const ofLog = /^(?:log|notLog)$/.test(failure.difference.path[1] ?? '')
  const text = ofLog ? logSeen(failure).join('\n') || 'no lines' : failure.difference.seen
  return SEEN_WORDS[locale][text] ?? plain(text)
}

/** The lines that matter to an expectation of the log: all that the function wrote, or those that a pattern forbids. */
function logSeen({ action, difference, outcome }: ExerciseFailure): readonly string[] {
  if (outcome.kind !== 'invoke' || !('expect' in action.action)) return []
  const [, ...path] = difference.path
  const pattern = String(follow(action.action.expect, path))
  const { log } = outcome.observation.invocation
  if (path[0] === 'notLog') return log.filter(line => new RegExp(pattern).test(line)).map(written)
  return plainPattern(pattern) === null ? log : writtenLines(log)
}

/** The expectation at a difference's path; where it leads further than the expectation goes, the last that is there. */
function follow(expect: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, key) => {
    if (isList(part)) return part[Number(key)] ?? part
    if (!isObject(part) || operatorOf(part) !== null) return part
    return Object.hasOwn(part, key) ? part[key] : null
  }, expect)
}

function wordValue(wanted: unknown, scenario: Scenario, words: Words): string {
  const applied = operatorOf(wanted)
  const operand = String(applied?.operand)
  switch (applied?.operator) {
    case 'matches':
      return fill(words.matches, new Map([['pattern', operand]]))
    case 'sameAs':
      return fill(words.same, new Map([['ordinal', ordinalOfId(scenario, operand)]]))
    case 'notSameAs':
      return fill(words.notSame, new Map([['ordinal', ordinalOfId(scenario, operand)]]))
    case 'anyOf':
      return isList(applied?.operand)
        ? applied.operand.map(choice => wordValue(choice, scenario, words)).join(words.or)
        : words.nothing
  }
  if (wanted === null || wanted === undefined) return words.nothing
  if (isBounds(wanted)) return boundsText(wanted, words)
  return isList(wanted) && wanted.every(item => typeof item === 'string')
    ? fill(words.includes, new Map([['texts', wanted.map(item => JSON.stringify(item)).join(', ')]]))
    : plain(JSON.stringify(wanted))
}

function ordinalOfId(scenario: Scenario, id: string): number {
  const actions = scenario.steps.flatMap((step): readonly ActionStep[] => ('together' in step ? step.together : [step]))
  const named = actions.find(step => step.id === id)
  return named === undefined ? 0 : ordinalOf(scenario, named.path)
}

const BOUNDS = ['min', 'max', 'bytes']
type Bounds = Exclude<DurationPredicate, number | null> & { readonly bytes?: number }

function isBounds(value: unknown): value is Bounds {
  return isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every(key => BOUNDS.includes(key))
}

function boundsText(bounds: Bounds, words: Words): string {
  const parts = Object.entries(bounds).map(([key, count]) => {
    const template = key === 'min' ? words.least : key === 'max' ? words.most : words.bytes
    return fill(template, new Map([['count', String(count)]]))
  })
  return parts.join(words.and)
}

/** A text without JSON's quotation marks where it is nothing but a text on one line. */
function plain(json: string): string {
  const text = /^"((?:[^"\\]|\\["\\/])*)"$/.exec(json)?.[1]
  return text === undefined || text === '' ? json : text.replaceAll(/\\(["\\/])/g, '$1')
}
