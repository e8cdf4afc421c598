import { describe, expect, test } from 'vitest'
import { type Comparison, compare, type Json, operatorOf } from './predicates.ts'

const others: Readonly<Record<string, Json>> = { first: 'env-1', object: { a: [1, 2] } }
const sight = (value: Json | undefined) => ({ value, path: ['key'], recall: (id: string) => others[id] })
const holds = (expected: Json, value: Json | undefined, comparison: Comparison = 'equal') =>
  compare(expected, sight(value), comparison).length === 0

describe('a predicate holds', () => {
  test.each<[Json, Json]>([
    [null, null],
    ['a', 'a'],
    [0, 0],
    [{ a: [1, { b: null }] }, { a: [1, { b: null }] }],
    [{ sameAs: 'first' }, 'env-1'],
    [{ sameAs: 'object' }, { a: [1, 2] }],
    [{ notSameAs: 'first' }, 'env-2'],
    [{ anyOf: ['a', 'b'] }, 'b'],
    [{ anyOf: [{ matches: '^x' }, null] }, null],
    [{ matches: '^env-\\d$' }, 'env-7'],
    [{ matches: '4' }, 42],
    [{ a: { matches: 'b' } }, { a: 'abc' }],
    [{ a: { sameAs: 'first' } }, { a: 'env-1' }],
  ])('%j for %j', (expected, value) => {
    expect(holds(expected, value)).toBe(true)
  })
})

describe('a predicate does not hold', () => {
  test.each<[Json, Json | undefined]>([
    [null, undefined],
    ['1', 1],
    [[1, 2], [1]],
    [[], {}],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ constructor: {} }, {}],
    [{ sameAs: 'first' }, 'env-2'],
    [{ sameAs: 'nobody' }, 'env-1'],
    [{ sameAs: 'object' }, { a: [2, 1] }],
    [{ notSameAs: 'first' }, 'env-1'],
    [{ anyOf: [] }, 'a'],
    [{ anyOf: ['a'] }, undefined],
    [{ matches: 'a' }, null],
    [{ matches: 'a' }, ['a']],
  ])('%j for %j', (expected, value) => {
    expect(holds(expected, value)).toBe(false)
  })
})

test('a subset may leave keys out at any depth, but no item of a list', () => {
  expect(holds({ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 }, 'includes')).toBe(true)
  expect(holds({ a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }] }, 'includes')).toBe(true)
  expect(holds({ a: [1] }, { a: [1, 2] }, 'includes')).toBe(false)
})

test('an object with a second key is no operator', () => {
  expect(operatorOf({ sameAs: 'first', and: 1 })).toBeNull()
  expect(holds({ sameAs: 'first', and: 1 }, { sameAs: 'first', and: 1 })).toBe(true)
})

test('a difference names the innermost place, what was expected and what was seen', () => {
  expect(compare({ a: { b: 1 }, c: 2 }, sight({ a: { b: 'x' }, d: 4 }), 'equal')).toEqual([
    { path: ['key', 'a', 'b'], expected: '1', seen: '"x"' },
    { path: ['key', 'c'], expected: '2', seen: 'nothing' },
    { path: ['key', 'd'], expected: 'nothing', seen: '4' },
  ])
  expect(compare({ sameAs: 'first' }, sight('env-2'), 'equal')).toEqual([
    { path: ['key'], expected: 'the same as "first": "env-1"', seen: '"env-2"' },
  ])
})
