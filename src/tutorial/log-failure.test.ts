import { expect, test } from 'vitest'
import { plainPattern, writtenLines } from './log-failure.ts'

test.each([
  ['mail sent$', { text: 'mail sent', atEnd: true }],
  ['mail', { text: 'mail', atEnd: false }],
  ['\\tINFO\\tmail sent$', { text: 'mail sent', atEnd: true }],
  ['\tINFO\tmail', { text: 'mail', atEnd: false }],
  ['cost 5\\$', null],
  ['^REPORT .* ms', null],
  ['page [123]$', null],
  ['$', null],
])('%j stands for %j', (pattern, plain) => {
  expect(plainPattern(pattern)).toEqual(plain)
})

test('what the function wrote is told apart from what the platform wrote', () => {
  const log = [
    'INIT_START Runtime Version: nodejs:24.v48\tRuntime Version ARN: x',
    'START RequestId: a Version: $LATEST',
    '2026-01-01T00:00:00.000Z\ta\tINFO\tmail\tsent\nand read',
    'Error: not through console',
    'END RequestId: a',
    'REPORT RequestId: a\tDuration: 1.00 ms',
  ]
  expect(writtenLines(log)).toEqual(['mail\tsent\nand read', 'Error: not through console'])
})
