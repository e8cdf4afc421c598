/** FIDELITY.md is what its rows make of it, and the rows keep the rules that its head tells. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Explained } from '../oracle/explained.ts'
import { ENGINES, EXCEPTIONS } from '../scenarios/exceptions.ts'
import { SCENARIOS } from '../scenarios/scenarios.ts'
import { documentText } from './document.ts'
import { occurrences } from './mutants.ts'
import { holdsOn, isShown, PEER_ROWS, ROOT, ROWS } from './rows.ts'

const replayed = SCENARIOS.map(file => file.slice(ROOT.pathname.length))

describe('FIDELITY.md', () => {
  test('is what its rows make of it (npm run fidelity writes it)', () => {
    expect(readFileSync(new URL('FIDELITY.md', ROOT), 'utf8')).toBe(documentText())
  })

  test('tells of every explained difference, once `npm run oracle -- --write` has been run on it', () => {
    const told = readFileSync(new URL('oracle.md', import.meta.url), 'utf8')
    const rows = new Explained(new URL('../oracle/explained.yaml', import.meta.url)).uses()
    const lines = told.split('\n').map(line => line.split(' | ').at(0)?.replace('| ', ''))
    expect(lines.filter(line => rows.some(({ why }) => why === line))).toEqual(rows.map(({ why }) => why))
    expect(told).toMatch(/^\d{4}-\d\d-\d\d, Node v24\.\S+, .* steps\ncompared, \*\*0 unexplained differences\*\*/)
  })

  test('names each row once', () => {
    const ids = ROWS.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('has the peers’ rows told by rows there are', () => {
    const known = new Set(ROWS.map(({ id }) => id))
    expect(PEER_ROWS.flatMap(({ rows }) => rows).filter(id => !known.has(id))).toEqual([])
  })
})

describe('a row', () => {
  test('is shown by a scenario that the replay tests replay on every engine', () => {
    const unknown = ROWS.filter(isShown).filter(({ scenario }) => !replayed.includes(scenario))
    expect(unknown.map(({ id, scenario }) => `${id}: ${scenario}`)).toEqual([])
  })

  test('says faithful only where its scenario holds on every engine', () => {
    const wrong = ROWS.filter(isShown).filter(
      row => row.verdict === 'faithful' && !ENGINES.every(engine => holdsOn(row, engine)),
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  test('names a text that its source has once', () => {
    const wrong = ROWS.filter(isShown).filter(({ mutation }) => occurrences(mutation) !== 1)
    expect(wrong.map(({ id, mutation }) => `${id}: ${occurrences(mutation)} times in ${mutation.file}`)).toEqual([])
  })
})

test('every exception is one of a scenario there is', () => {
  const excepted = ENGINES.flatMap(engine => Object.keys(EXCEPTIONS[engine]))
  expect(excepted.filter(file => !existsSync(new URL(file, ROOT)))).toEqual([])
})
