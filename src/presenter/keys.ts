/**
 * The keys of a deck in one table: what they do, and the help overlay. Clickers send PageUp and PageDown, `.` for black
 * and F5. A key that is typed into something, or that a focused button takes, turns no page.
 */
import type { DeckCommand } from './deck.ts'

/** What a key asks for: of the deck, or of this window alone. */
export type KeyCommand =
  | Exclude<DeckCommand['name'], 'go'>
  | 'invoke'
  | 'edit'
  | 'overview'
  | 'help'
  | 'fullscreen'
  | 'presenter'
  | 'freeze'
  | 'leave'

export interface DeckKey {
  readonly command: KeyCommand
  /** As `KeyboardEvent.key` names them. */
  readonly keys: readonly string[]
  /** How the help shows them. */
  readonly shown: string
}

export const DECK_KEYS: readonly DeckKey[] = [
  { command: 'next', keys: ['ArrowRight', 'ArrowDown', 'PageDown', ' ', 'Enter'], shown: '→ ↓ PgDn Space' },
  { command: 'back', keys: ['ArrowLeft', 'ArrowUp', 'PageUp', 'Shift+ '], shown: '← ↑ PgUp' },
  { command: 'first', keys: ['Home'], shown: 'Home' },
  { command: 'last', keys: ['End'], shown: 'End' },
  { command: 'invoke', keys: ['i'], shown: 'i' },
  { command: 'reset', keys: ['r'], shown: 'r' },
  { command: 'type', keys: ['t'], shown: 't' },
  { command: 'edit', keys: ['e'], shown: 'e' },
  { command: 'leave', keys: ['Escape'], shown: 'Esc' },
  { command: 'overview', keys: ['o', 'g'], shown: 'o g' },
  { command: 'presenter', keys: ['n'], shown: 'n' },
  { command: 'blackout', keys: ['b', '.'], shown: 'b .' },
  { command: 'freeze', keys: ['h'], shown: 'h' },
  { command: 'larger', keys: ['+', '='], shown: '+' },
  { command: 'smaller', keys: ['-'], shown: '−' },
  { command: 'contrast', keys: ['c'], shown: 'c' },
  { command: 'fullscreen', keys: ['f', 'F5'], shown: 'f F5' },
  { command: 'help', keys: ['?'], shown: '?' },
]

/** Where a key is a character. */
const TYPED_INTO = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=textbox], .editor-host'
/** What Space and Enter press. */
const PRESSED = 'button, a[href], summary, input, label'

/** A key as it was pressed, and where the keyboard is. */
export interface PressedKey {
  readonly key: string
  readonly shift: boolean
  /** Ctrl, Alt or Meta: the browser's or the editor's. */
  readonly modified: boolean
  /** An input method is at work on it. */
  readonly converting: boolean
  /** The focused element; null for none. */
  readonly focused: Pick<Element, 'closest'> | null
}

/** What a pressed key asks for; null for nothing of ours. */
export function commandOf({ key, shift, modified, converting, focused }: PressedKey): KeyCommand | null {
  if (modified || converting) return null
  const typing = focused?.closest(TYPED_INTO) !== undefined && focused?.closest(TYPED_INTO) !== null
  if (typing) return key === 'Escape' ? 'leave' : null
  const pressing = key === ' ' || key === 'Enter'
  if (pressing && focused?.closest(PRESSED)) return null
  const name = key === ' ' && shift ? 'Shift+ ' : key.length === 1 ? key.toLowerCase() : key
  return DECK_KEYS.find(({ keys }) => keys.includes(name))?.command ?? null
}
