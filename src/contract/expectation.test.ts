import { expect as claim, describe, test } from 'vitest'
import { ContractBroken, expect } from './expectation.ts'

const broken = (run: () => void): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof ContractBroken) return error.message
    throw error
  }
  return 'it holds'
}

describe('an expectation of the contract', () => {
  test.each([
    [1, 1],
    [{ a: [1, { b: null }] }, { a: [1, { b: null }] }],
    [{ a: 1, b: undefined }, { a: 1 }],
    ['text', /^te/],
    [[], []],
  ])('%j equals %j', (found, wanted) => {
    claim(broken(() => expect(found).toEqual(wanted))).toBe('it holds')
    claim(broken(() => expect(found).toDiffer(wanted))).toMatch(/expected anything but/)
  })

  test.each([
    [0, -0],
    [1, '1'],
    [[1], [1, 2]],
    [[1, 2], [1]],
    [[], {}],
    [{ a: 1, b: 2 }, { a: 1 }],
    [null, {}],
    [undefined, null],
    ['text', /^x/],
    [7, /7/],
  ])('%j does not equal %j', (found, wanted) => {
    claim(broken(() => expect(found).toEqual(wanted))).toMatch(/^the answer: expected /)
    claim(broken(() => expect(found).toDiffer(wanted))).toBe('it holds')
  })

  test('of an object may leave keys out, at any depth, but no items of a list', () => {
    claim(broken(() => expect({ a: 1, b: { c: 2, d: 3 } }).toMatchObject({ b: { c: 2 } }))).toBe('it holds')
    claim(broken(() => expect({ b: [1, 2] }).toMatchObject({ b: [1] }))).toMatch(/expected/)
    claim(broken(() => expect('text').toMatchObject({}))).toMatch(/expected/)
  })

  test('of a range has its ends in it, and no text', () => {
    claim(broken(() => expect(5).toBeWithin(5, 5))).toBe('it holds')
    claim(broken(() => expect(6, 'ms').toBeWithin(4, 5))).toBe('ms: expected 4 to 5, found 6')
    claim(broken(() => expect('5').toBeWithin(5, 5))).toMatch(/found "5"/)
  })

  test('says what was expected and found, cut to a readable length', () => {
    claim(broken(() => expect({ a: 'b' }, 'it').toEqual({ a: /c/ }))).toBe('it: expected {"a":"/c/"}, found {"a":"b"}')
    claim(broken(() => expect('x'.repeat(5_000)).toEqual(1)).length).toBeLessThan(700)
  })
})
