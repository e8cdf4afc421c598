import { describe, expect, test } from 'vitest'
import { asV8, isForeign, nameAddress, readStack } from './stack.ts'

const error = (stack: string, message = 'no') => ({ name: 'TypeError', message, stack })

describe('a stack', () => {
  test('of V8 stays as it is, whatever a function made of it', () => {
    expect(isForeign()).toBe(false)
    expect(readStack(error('TypeError: no\n    at handler (file:///var/task/index.mjs:1:2)'))).toBe(
      'TypeError: no\n    at handler (file:///var/task/index.mjs:1:2)',
    )
    expect(readStack(error('mine'))).toBe('mine')
  })

  test('of Firefox takes V8’s shape', () => {
    const stack = [
      'fail/<@file:///var/task/lib.mjs:2:9',
      'async*handler@file:///var/task/index.mjs:4:3',
      '@file:///var/task/index.mjs:9:1',
      '',
    ].join('\n')
    expect(asV8(error(stack))).toBe(
      [
        'TypeError: no',
        '    at fail (file:///var/task/lib.mjs:2:9)',
        '    at handler (file:///var/task/index.mjs:4:3)',
        '    at file:///var/task/index.mjs:9:1',
      ].join('\n'),
    )
  })

  test('of WebKit names the file and not its address', () => {
    nameAddress('blob:null/1-2', 'file:///var/task/index.mjs')
    expect(asV8(error('handler@blob:null/1-2:7:3\n[native code]', ''))).toBe(
      'TypeError\n    at handler (file:///var/task/index.mjs:7:3)',
    )
  })

  test('that is missing stays missing', () => {
    expect(asV8(error(''))).toBe('')
  })
})
