import { describe, expect, test } from 'vitest'
import { findHandler, TypedText } from './handler-type.ts'

describe('the type before the handler', () => {
  test.each([
    ['let a = 1\nexport const handler = async event => {}', 10],
    ['export async function handler(event) {}', 0],
    ['exports.handler = event => {}', 0],
    ['\nmodule.exports.handler = event => {}', 1],
  ])('goes before the statement of %j', (text, at) => {
    expect(findHandler(text, 'handler')).toBe(at)
  })

  test.each([
    'const handler = 1',
    'export const handlers = {}',
    '/** @type {Mine} */\nexport const handler = e => e',
    '  export',
  ])('is left out of %j', text => {
    expect(new TypedText(text, 'handler').text).toBe(text)
  })

  test('promises a promise of an async handler alone', () => {
    expect(new TypedText('exports.handler = async () => 1', 'handler').text).toContain('LambdaAsyncHandler')
    expect(new TypedText('exports.handler = () => async () => 1', 'handler').text).toContain('{LambdaHandler}')
  })

  test('moves offsets there and back', () => {
    const text = 'let a\nexport const handler = async event => event.'
    const typed = new TypedText(text, 'handler')
    expect(typed.text.split('\n')).toHaveLength(2)
    for (let offset = 0; offset <= text.length; offset++) expect(typed.outward(typed.inward(offset))).toBe(offset)
    expect(typed.outward(6 + 20)).toBe(6)
  })
})
