/**
 * Predicates: what a value must be, held against what was seen. Pure, without schema or file: the page uses them for
 * ticks as the command line does for replays.
 *
 * An expected value is plain JSON, in which an object whose only key is `sameAs`, `notSameAs`, `anyOf` or `matches` is
 * an operator, at any depth.
 */
import { type Difference, describe } from './difference.ts'

/** A value as JSON knows it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A value of type `T`, or an operator in its place. */
export type Predicate<T extends Json> =
  | T
  /** Equal to the same thing of the invocation with that id. */
  | { readonly sameAs: string }
  | { readonly notSameAs: string }
  | { readonly anyOf: readonly Predicate<T>[] }
  /** A regular expression that the value, as text, matches somewhere. */
  | { readonly matches: string }

/** The keys that make a map of an expectation an operator instead of a value (DESIGN 7). */
export const OPERATORS = ['sameAs', 'notSameAs', 'anyOf', 'matches'] as const
/** One of {@link OPERATORS}. */
export type Operator = (typeof OPERATORS)[number]

/** What was seen, where, and what another invocation showed at the same place. */
export interface Sight {
  /** `undefined` where there is nothing. */
  readonly value: Json | undefined
  readonly path: readonly string[]
  /** The value at the same path of the invocation with that id; `undefined` where it has none. */
  recall(id: string, path: readonly string[]): Json | undefined
}

/** `equal` wants objects with the same keys, `includes` at least the expected ones. */
export type Comparison = 'equal' | 'includes'

/** The operator an expected value is, if it is one. */
export function operatorOf(expected: unknown): { readonly operator: Operator; readonly operand: unknown } | null {
  if (!isObject(expected)) return null
  const [key, ...others] = Object.keys(expected)
  const operator = OPERATORS.find(candidate => candidate === key)
  return operator === undefined || others.length > 0 ? null : { operator, operand: expected[operator] }
}

/** Where `sight` is not as expected; an empty list when the predicate holds. */
export function compare(expected: Json, sight: Sight, comparison: Comparison): readonly Difference[] {
  const applied = operatorOf(expected)
  if (applied !== null) return compareOperator(applied.operator, applied.operand, sight, comparison)
  const { value } = sight
  if (isList(expected) && isList(value)) return compareLists(expected, value, sight, comparison)
  if (isObject(expected) && isObject(value)) return compareObjects(expected, value, sight, comparison)
  return Object.is(expected, value) || expected === value ? [] : [difference(sight, describe(expected))]
}

function compareOperator(
  operator: Operator,
  operand: unknown,
  sight: Sight,
  comparison: Comparison,
): readonly Difference[] {
  switch (operator) {
    case 'sameAs': {
      const other = sight.recall(String(operand), sight.path)
      return isEqual(other, sight.value) ? [] : [difference(sight, `the same as "${operand}": ${describe(other)}`)]
    }
    case 'notSameAs': {
      const other = sight.recall(String(operand), sight.path)
      return isEqual(other, sight.value) ? [difference(sight, `not the same as "${operand}": ${describe(other)}`)] : []
    }
    case 'anyOf': {
      const choices = isList(operand) ? operand : []
      const holds = choices.some(choice => compare(choice, sight, comparison).length === 0)
      return holds ? [] : [difference(sight, `any of ${choices.map(choice => describe(choice)).join(', ')}`)]
    }
    case 'matches':
      return matches(String(operand), sight.value) ? [] : [difference(sight, `a text that matches /${operand}/`)]
  }
}

function matches(pattern: string, value: Json | undefined): boolean {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return false
  return new RegExp(pattern).test(String(value))
}

function compareLists(expected: readonly Json[], value: readonly Json[], sight: Sight, comparison: Comparison) {
  if (expected.length !== value.length) return [difference(sight, describe(expected))]
  return expected.flatMap((item, index) => compare(item, at(sight, String(index), value[index]), comparison))
}

function compareObjects(expected: JsonObject, value: JsonObject, sight: Sight, comparison: Comparison) {
  const differences = Object.entries(expected).flatMap(([key, item]) =>
    compare(item, at(sight, key, ownValue(value, key)), comparison),
  )
  if (comparison === 'includes') return differences
  const surplus = Object.keys(value).filter(key => !Object.hasOwn(expected, key))
  return [...differences, ...surplus.map(key => difference(at(sight, key, value[key]), describe(undefined)))]
}

/** A part of what was seen. */
export function at(sight: Sight, key: string, value: Json | undefined): Sight {
  return { value, path: [...sight.path, key], recall: sight.recall }
}

/** What was expected instead of the value seen. */
export function difference(sight: Sight, expected: string): Difference {
  return { path: sight.path, expected, seen: describe(sight.value) }
}

function isEqual(one: Json | undefined, other: Json | undefined): boolean {
  if (isList(one) && isList(other)) {
    return one.length === other.length && one.every((item, index) => isEqual(item, other[index]))
  }
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one)
    return (
      keys.length === Object.keys(other).length && keys.every(key => isEqual(ownValue(one, key), ownValue(other, key)))
    )
  }
  return one === other
}

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json }

/** A value's own key: `constructor` of an empty object is nothing. */
export function ownValue(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** A JSON array. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value)
}

/** A JSON object, no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
