import { describe, expect, test } from 'vitest'
import { appendReader, bindingNames, parseSource } from './source.ts'

const namesOf = (text: string) => bindingNames(parseSource(text, 'module'))

describe('the module-scope reader', () => {
  test('names variables, not functions, classes or imports', () => {
    const text = `import fs from 'fs'
let a = 1, { b, c: [d] } = {}
export const e = 2
const f = () => {}
function g() { var inner }
class H {}
if (a) { var i; let hidden }
for (var j of []) {}
export const handler = async () => {}`
    expect(namesOf(text)).toEqual(['a', 'b', 'd', 'e', 'i', 'j'])
  })

  test('appends without shifting a line, and leaves alone what does not parse', () => {
    const text = 'let n = 1 // last line is a comment'
    expect(appendReader('index.mjs', text, 'module').startsWith(`${text}\n;`)).toBe(true)
    expect(appendReader('index.mjs', 'let = ', 'module')).toBe('let = ')
  })

  test.each(['n', 'name', 'file', 'reader', 'read'])('reads a variable called %s', name => {
    let read: (asked: string) => unknown = () => 'never handed over'
    const run = new Function('__warmstart_reader__', appendReader('index.js', `let ${name} = 42`, 'commonjs'))
    run((_file: string, _names: string[], given: typeof read) => {
      read = given
    })
    expect(read(name)).toBe(42)
  })
})
