import { describe, expect, test } from 'vitest'
import { PackageShelf } from './packages.ts'

const fetched: string[] = []
const shelf = () =>
  new PackageShelf({
    fetch: async name => {
      fetched.push(name)
      return [{ path: 'lib/index.js', text: name }]
    },
  })
const file = (text: string) => [{ path: 'index.mjs', text }]

describe('a package', () => {
  test.each([
    ["import pg from 'pg'", ['pg']],
    ['import{Pool}from"pg"', ['pg']],
    ["const pg = require('pg')", ['pg']],
    ["const pg = await import('pg')", ['pg']],
    ["import { handle } from 'hono/aws-lambda'", ['hono']],
    ["import 'pg'\nimport 'hono'", ['pg', 'hono']],
    ["import x from './pg'", []],
    ["import x from 'pgx'", []],
    ["'pg'", []],
  ])('is laid beside what asks for it: %s', async (text, names) => {
    const packages = shelf()
    expect(await packages.fetchFor(file(text))).toEqual(names)
    expect(packages.beside(file(text))).toEqual(
      names.map(name => ({ path: `node_modules/${name}/lib/index.js`, text: name })),
    )
  })

  test('is fetched once', async () => {
    fetched.length = 0
    const packages = shelf()
    for (let time = 0; time < 2; time++) await packages.fetchFor(file("import 'pg'"))
    expect(fetched).toEqual(['pg'])
  })

  test('that the function brings itself wins', async () => {
    const own = [...file("import 'pg'"), { path: 'node_modules/pg/index.js', text: '' }]
    expect(await shelf().fetchFor(own)).toEqual([])
    expect(shelf().beside(own)).toEqual([])
  })

  test('is not there in a home without any', async () => {
    const none = new PackageShelf(null)
    expect(await none.fetchFor(file("import 'pg'"))).toEqual([])
    expect(none.beside(file("import 'pg'"))).toEqual([])
  })
})
