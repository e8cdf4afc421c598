import { describe, expect, test } from 'vitest'
import { commandOf, DECK_KEYS, type PressedKey } from './keys.ts'

/** An element that is `kind`: a selector holds where it names it. */
const focused = (kind: 'button' | 'textarea' | 'div') => ({
  closest: (selectors: string) => (selectors.split(', ').includes(kind) ? document : null),
})
const document = {} as Element
const press = (key: string, more: Partial<PressedKey> = {}) =>
  commandOf({ key, shift: false, modified: false, converting: false, focused: null, ...more })

describe('a key of a deck', () => {
  test.each([
    ['PageDown', 'next'],
    ['PageUp', 'back'],
    [' ', 'next'],
    ['Enter', 'next'],
    ['B', 'blackout'],
    ['.', 'blackout'],
    ['F5', 'fullscreen'],
    ['?', 'help'],
  ])('%s is %s', (key, command) => {
    expect(press(key)).toBe(command)
  })

  test('turns back with Shift and Space', () => {
    expect(press(' ', { shift: true })).toBe('back')
  })

  test('presses the button that has the focus and turns no page', () => {
    expect(press(' ', { focused: focused('button') })).toBeNull()
    expect(press('Enter', { focused: focused('button') })).toBeNull()
    expect(press('PageDown', { focused: focused('button') })).toBe('next')
  })

  test('is typed where somebody types; Escape leaves', () => {
    for (const key of ['f', 'o', ' ', 'Enter', 'ArrowDown', 'b']) {
      expect(press(key, { focused: focused('textarea') })).toBeNull()
    }
    expect(press('Escape', { focused: focused('textarea') })).toBe('leave')
  })

  test('belongs to an input method while that converts, and to the browser with Ctrl or Cmd', () => {
    expect(press('Enter', { converting: true })).toBeNull()
    expect(press('r', { modified: true })).toBeNull()
  })

  test('means one thing', () => {
    const keys = DECK_KEYS.flatMap(each => each.keys)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
