/** Holds an invocation against what its step expected. */

import { checkTmp, textOf } from './check-tmp.ts'
import { type Difference, describe } from './difference.ts'
import type { DurationPredicate, InvocationExpectation, ModuleScopeExpectation } from './expectations.ts'
import { type InvocationObservation, viewHttp, viewModuleScope, viewPayload, viewTmp } from './observation.ts'
import {
  at,
  compare,
  difference,
  isList,
  isObject,
  type Json,
  operatorOf,
  ownValue,
  type Predicate,
  type Sight,
} from './predicates.ts'

/** The invocations that were seen so far, by the id of their step. */
export type Recalled = ReadonlyMap<string, InvocationObservation>

const EQUAL_KEYS = [
  'start',
  'environment',
  'initializationType',
  'statusCode',
  'functionError',
  'throttle',
  'payload',
  'status',
  'body',
] as const
const DURATION_KEYS = ['durationMs', 'billedDurationMs', 'initDurationMs'] as const

/** Where the invocation is not as expected; an empty list when every predicate holds. */
export function checkInvocation(
  expected: InvocationExpectation,
  observation: InvocationObservation,
  others: Recalled,
): readonly Difference[] {
  const facts = factsOf(observation)
  const recall = recaller(others)
  const see = (key: string): Sight => ({ value: ownValue(facts, key), path: [key], recall })
  return [
    ...EQUAL_KEYS.flatMap(key => {
      const wanted = expected[key]
      return wanted === undefined ? [] : compare(wanted, see(key), 'equal')
    }),
    ...checkParts(expected, see),
    ...DURATION_KEYS.flatMap(key => checkDuration(expected[key], see(key))),
    ...checkLog(expected, observation.invocation.log),
    ...checkModuleScope(expected.moduleScope ?? {}, see('moduleScope')),
    ...checkTmp(expected.tmp ?? {}, tmpOf(observation), ['tmp'], recall),
  ]
}

function checkParts(expected: InvocationExpectation, see: (key: string) => Sight): readonly Difference[] {
  const { payloadIncludes, headers, bodyIncludes } = expected
  const body = see('body')
  const missing = (bodyIncludes ?? []).filter(text => typeof body.value !== 'string' || !body.value.includes(text))
  return [
    ...(payloadIncludes === undefined
      ? []
      : compare(payloadIncludes, { ...see('payload'), path: ['payloadIncludes'] }, 'includes')),
    ...missing.map(text => ({ ...difference(body, `a body that includes ${describe(text)}`), path: ['bodyIncludes'] })),
    ...Object.entries(headers ?? {}).flatMap(([name, wanted]) => checkNamed(wanted, name, see('headers'))),
  ]
}

function checkModuleScope(expected: ModuleScopeExpectation, sight: Sight): readonly Difference[] {
  return Object.entries(expected).flatMap(([name, wanted]) => checkNamed(wanted, name, sight))
}

/** One member of a record, in which null expects that there is none. */
export function checkNamed(wanted: Json, name: string, sight: Sight): readonly Difference[] {
  const part = at(sight, name, isObject(sight.value) ? (ownValue(sight.value, name) ?? null) : null)
  return compare(wanted, part, 'equal').map(found => (part.value === null ? { ...found, seen: 'nothing' } : found))
}

function checkDuration(wanted: DurationPredicate | undefined, sight: Sight): readonly Difference[] {
  if (wanted === undefined) return []
  if (wanted === null || typeof wanted === 'number' || isOperator(wanted)) return compare(wanted, sight, 'equal')
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = wanted
  const { value } = sight
  if (typeof value === 'number' && value >= min && value <= max) return []
  const bounds = [wanted.min === undefined ? [] : `at least ${min}`, wanted.max === undefined ? [] : `at most ${max}`]
  return [difference(sight, `${bounds.flat().join(' and ')} ms`)]
}

function isOperator(wanted: DurationPredicate): wanted is Predicate<number | null> & object {
  return operatorOf(wanted) !== null
}

function checkLog(expected: InvocationExpectation, lines: readonly string[]): readonly Difference[] {
  const seen = lines.length === 0 ? 'no lines' : `\n${lines.map(line => `    ${JSON.stringify(line)}`).join('\n')}`
  const matching = (pattern: string): string | undefined => lines.find(line => new RegExp(pattern).test(line))
  const absent = (expected.log ?? []).flatMap((pattern, index) =>
    matching(pattern) === undefined
      ? [{ path: ['log', String(index)], expected: `a line that matches /${pattern}/`, seen }]
      : [],
  )
  const present = (expected.notLog ?? []).flatMap((pattern, index) => {
    const line = matching(pattern)
    return line === undefined
      ? []
      : [{ path: ['notLog', String(index)], expected: `no line that matches /${pattern}/`, seen: describe(line) }]
  })
  return [...absent, ...present]
}

function factsOf(observation: InvocationObservation): Readonly<Record<string, Json>> {
  const { invocation, environment } = observation
  const http = viewHttp(invocation.http)
  return {
    start: invocation.start,
    environment: invocation.environment,
    initializationType: invocation.initializationType,
    statusCode: invocation.statusCode,
    functionError: invocation.functionError,
    throttle: invocation.throttle,
    payload: viewPayload(invocation),
    durationMs: invocation.durationMs,
    billedDurationMs: invocation.billedDurationMs,
    initDurationMs: invocation.initDurationMs,
    moduleScope: viewModuleScope(environment?.bindings ?? []),
    ...(http === null ? {} : { status: http.status, body: http.body, headers: http.headers }),
  }
}

/** Finds the value at a predicate's path in another invocation. */
export function recaller(others: Recalled): Sight['recall'] {
  return (id, path) => {
    const observation = others.get(id)
    if (observation === undefined) return undefined
    const [key = '', ...rest] = path
    if (key === 'tmp') return textOf(tmpOf(observation)[rest[0] ?? ''])
    return follow(factsOf(observation), [key === 'payloadIncludes' ? 'payload' : key, ...rest])
  }
}

function follow(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((part, key) => {
    if (isList(part)) return part[Number(key)]
    return isObject(part) ? ownValue(part, key) : undefined
  }, value)
}

function tmpOf({ environment }: InvocationObservation) {
  return environment === null ? {} : viewTmp(environment)
}
