import { mkdtempSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { LogFile } from './log-file.ts'

let folder: string
let log: LogFile

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warmstart-log-'))
  log = new LogFile(join(folder, 'log'))
})

afterEach(() => {
  log.close()
  rmSync(folder, { recursive: true })
})

/** A record as aws-lambda-ric 4.0.2 writes it: type, length, µs, text. */
function frame(text: string, ms: number): Buffer {
  const header = Buffer.alloc(16)
  const bytes = Buffer.from(text)
  header.writeUInt32BE(0xa55a000f, 0)
  header.writeInt32BE(bytes.length, 4)
  header.writeBigInt64BE(BigInt(ms) * 1_000n, 8)
  return Buffer.concat([header, bytes])
}

function write(...parts: readonly (string | Buffer)[]): void {
  for (const part of parts) writeSync(log.descriptor, Buffer.from(part))
}

describe('what a guest printed', () => {
  test('keeps the order of records and raw lines, and newlines within a record', () => {
    write('raw\n', frame('two\nlines\n', 5), 'åZ\n', frame('{"a":1}', 6))
    expect(log.read(false)).toEqual([
      { line: 'raw', time: null },
      { line: 'two\nlines', time: 5 },
      { line: 'åZ', time: null },
      { line: '{"a":1}', time: 6 },
    ])
  })

  test('waits for the rest of a record and of a line, and gives an unfinished line at the end', () => {
    const whole = frame('late\n', 7)
    write(whole.subarray(0, 20))
    expect(log.read(false)).toEqual([])
    write(whole.subarray(20), 'unfinished')
    expect(log.read(false)).toEqual([{ line: 'late', time: 7 }])
    expect(log.read(true)).toEqual([{ line: 'unfinished', time: null }])
    expect(log.read(true)).toEqual([])
  })

  test('ends a raw line where a record begins', () => {
    write('no newline', frame('record\n', 8))
    expect(log.read(false)).toEqual([
      { line: 'no newline', time: null },
      { line: 'record', time: 8 },
    ])
  })
})
