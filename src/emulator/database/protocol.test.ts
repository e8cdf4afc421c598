import { describe, expect, test } from 'vitest'
import { errorResponse, FrontendReader, greetingOf, joined, queryMessage, sqlOf, summaryOf } from './protocol.ts'

const STARTUP = Uint8Array.of(0, 0, 0, 8, 0, 3, 0, 0)
const SSL = Uint8Array.of(0, 0, 0, 8, 4, 210, 22, 47)
const READY = (status: string) => Uint8Array.of(90, 0, 0, 0, 5, status.charCodeAt(0))

describe('a client’s messages', () => {
  test('are the same however they are cut', () => {
    const bytes = joined([SSL, STARTUP, queryMessage('select 1'), queryMessage('')])
    for (let cut = 1; cut < bytes.length; cut++) {
      const reader = new FrontendReader()
      const read = [...reader.push(bytes.slice(0, cut)), ...reader.push(bytes.slice(cut))]
      expect(read.map(({ kind }) => kind)).toEqual(['ssl', 'startup', 'message', 'message'])
      const sql = read.map(each => (each.kind === 'message' ? sqlOf(each.type, each.bytes) : null))
      expect(sql).toEqual([null, null, 'select 1', ''])
    }
  })
})

describe('a server’s answer', () => {
  test('says where the transaction stands and whether something failed', () => {
    const failure = errorResponse({ severity: 'ERROR', code: '0A000', message: 'no', hint: 'so' })
    expect(summaryOf(joined([failure, READY('E')]))).toEqual({ status: 'E', failed: true, parsed: false })
    expect(summaryOf(READY('T'))).toEqual({ status: 'T', failed: false, parsed: false })
    expect(summaryOf(failure)).toEqual({ status: null, failed: true, parsed: false })
  })

  test('greets each session with a number of its own', () => {
    const key = Uint8Array.of(75, 0, 0, 0, 12, 0, 0, 0, 42, 9, 9, 9, 9)
    const greeting = joined([key, READY('I')])
    expect([...greetingOf(greeting, 258)].slice(5, 13)).toEqual([0, 0, 1, 2, 9, 9, 9, 9])
    expect(greeting[8], 'the kept one stays').toBe(42)
  })
})
