import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Hunk } from './compare.ts'
import { Explained } from './explained.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warmstart-explained-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function explained(...rows: readonly object[]): Explained {
  const path = join(folder, 'explained.yaml')
  writeFileSync(path, stringify(rows.map(row => ({ verdict: 'faithful', why: 'so', source: 'there', ...row }))))
  return new Explained(pathToFileURL(path))
}

const hunk = (sides: Partial<Hunk>): Hunk => ({ step: 3, kind: 'log', ours: [], theirs: [], ...sides })
const rowsOf = (known: Explained, sides: Partial<Hunk>, file = 'tests/scenarios/a.yaml') =>
  known.explain(file, hunk(sides)).map(({ line, rows }) => [line, ...rows])

test('a line is explained by every row that matches it, so that none is stale because of another', () => {
  const known = explained({ id: 'wide', kind: 'log', theirs: '^a' }, { id: 'narrow', kind: 'log', theirs: '^ab$' })
  expect(rowsOf(known, { theirs: ['ab', 'ac', 'b'] })).toEqual([['ab', 'wide', 'narrow'], ['ac', 'wide'], ['b']])
  expect(known.uses().map(({ id, lines }) => [id, lines])).toEqual([
    ['wide', 2],
    ['narrow', 1],
  ])
})

test('a row is held to its side, kind, scenario and steps', () => {
  const known = explained({ id: 'row', kind: ['log', 'tmp'], scenario: '/a\\.yaml', steps: [3], ours: '^x$' })
  expect(rowsOf(known, { ours: ['x'], theirs: ['x'] })).toEqual([['x', 'row'], ['x']])
  expect(rowsOf(known, { ours: ['x'], kind: 'tmp' })).toEqual([['x', 'row']])
  expect(rowsOf(known, { ours: ['x'], kind: 'payload' })).toEqual([['x']])
  expect(rowsOf(known, { ours: ['x'], step: 4 })).toEqual([['x']])
  expect(rowsOf(known, { ours: ['x'] }, 'tests/scenarios/b.yaml')).toEqual([['x']])
})

test('a block explains what stands from one line to another, and nothing where it does not end', () => {
  const known = explained({ id: 'block', kind: 'log', block: { from: '^begin$', to: '^end$' } })
  const theirs = ['before', 'begin', 'in', 'end', 'between', 'begin', 'end', 'begin', 'open']
  expect(rowsOf(known, { theirs })).toEqual([
    ['before'],
    ['begin', 'block'],
    ['in', 'block'],
    ['end', 'block'],
    ['between'],
    ['begin', 'block'],
    ['end', 'block'],
    ['begin'],
    ['open'],
  ])
})

test('every row of explained.yaml has an id of its own and a source', () => {
  const rows = new Explained(new URL('explained.yaml', import.meta.url)).uses()
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  expect(rows.filter(({ source }) => source.length < 5).map(({ id }) => id)).toEqual([])
})
