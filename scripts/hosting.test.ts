import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { HEADERS } from './site-server.mjs'

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

describe('the headers of other hosts', () => {
  test('in public/_headers are those of our own server', () => {
    const lines = read('public/_headers')
      .split('\n')
      .filter(line => line.startsWith('  '))
    expect(Object.fromEntries(lines.map(line => line.trim().split(': ')))).toEqual(HEADERS)
  })

  test('are named in HOSTING.md, each with its value', () => {
    const text = read('HOSTING.md')
    for (const [name, value] of Object.entries(HEADERS)) {
      expect(text).toContain(name)
      expect(text).toContain(value)
    }
  })
})
