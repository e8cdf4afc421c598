import { expect, test } from 'vitest'
import { parseQuery, splitTarget } from './query.ts'

test.each([
  ['/a?b=c', '/a', 'b=c'],
  ['/a', '/a', ''],
  ['', '/', ''],
  ['?b', '/', 'b'],
  ['/a?b?c', '/a', 'b?c'],
])('the target %s has path %s and query %s', (url, path, query) => {
  expect(splitTarget(url)).toEqual({ path, query })
})

test.each([
  ['a=1&b=2', { a: '1', b: '2' }],
  ['a=1&a=2&a', { a: '1,2,' }],
  ['a', { a: '' }],
  ['=x', { '': 'x' }],
  ['', {}],
  ['&&a=1&', { a: '1' }],
  ['a=b=c', { a: 'b=c' }],
  ['a+b=c+d', { 'a b': 'c d' }],
  ['%E3%81%82=%E3%81%84', { あ: 'い' }],
  ['a=%zz', { a: '%zz' }],
  ['a=%zz%20%41', { a: '%zz A' }],
  ['a=%ff%20', { a: '%ff%20' }],
  ['a=%zz%FF%fe', { a: '%zz%FF%fe' }],
])('the query %s is read', (query, expected) => {
  expect(parseQuery(query)).toEqual(expected)
})
