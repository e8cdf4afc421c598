import { describe, expect, test } from 'vitest'
import { bounded, textPreview, utf8Length } from './text.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test.each(['', 'a', '\u007f', '\u0080', 'é', '\u07ff', '\u0800', 'あ', '\uffff', '\u{10000}', '🎈', 'aé🎈あ'])(
  'UTF-8 bytes of %j',
  text => {
    expect(utf8Length(text)).toBe(bytes(text).length)
  },
)

test('a long text is cut and its length told', () => {
  expect(bounded('x'.repeat(65_536))).toEqual({ text: 'x'.repeat(65_536), length: 65_536 })
  expect(bounded('x'.repeat(65_537))).toEqual({ text: 'x'.repeat(65_536), length: 65_537 })
})

describe('the preview of a file', () => {
  test.each([
    ['nothing', new Uint8Array(), ''],
    ['text', bytes('hi\n\t\r'), 'hi\n\t\r'],
    ['as many characters as are shown', bytes('あ'.repeat(80)), 'あ'.repeat(80)],
    ['more of them', bytes('あ'.repeat(81)), 'あ'.repeat(80)],
    ['characters outside the plane', bytes('🎈'.repeat(100)), '🎈'.repeat(80)],
    ['a character cut in two', bytes(`${'x'.repeat(319)}あ`), 'x'.repeat(80)],
    ['one byte of two', bytes('aé').subarray(0, 2), 'a'],
    ['two bytes of three', bytes('aあ').subarray(0, 3), 'a'],
    ['three bytes of four', bytes('a🎈').subarray(0, 4), 'a'],
    ['a whole character at the end', bytes('aé'), 'aé'],
    ['the lowest control that text has', new Uint8Array([9]), '\t'],
    ['a character after the controls', new Uint8Array([0x20]), ' '],
  ])('of %s', (_what, given, preview) => {
    expect(textPreview(given)).toBe(preview)
  })

  test.each([
    ['bytes that are no UTF-8', [0xff, 0xfe, 0x41]],
    ['a character that only goes on', [0x80, 0x80, 0x41]],
    ['a zero', [0x41, 0x00]],
    ['a backspace', [8]],
    ['a shift-out', [0x0e]],
    ['the last control', [0x1f]],
  ])('is none for %s', (_what, given) => {
    expect(textPreview(new Uint8Array(given))).toBeNull()
  })
})
