/** Identifiers, from a source of randomness that is handed in. Environments are counted elsewhere (`env-1`). */

/** A source of numbers in [0, 1), like `Math.random`. */
export type Random = () => number

/** Names for what is born: request ids as UUIDs, log streams as 32 hex digits; seeded in tests (DESIGN 4). */
export interface Ids {
  /** A version 4 UUID, as request ids are. */
  uuid(): string
  /** Lower-case hex digits, as log streams carry 32 of. */
  hex(digits: number): string
}

const HEX_DIGITS = '0123456789abcdef'
const UUID_VARIANTS = ['8', '9', 'a', 'b'] as const

/** Ids drawn from `random`. The same source gives the same ids. */
export function createIds(random: Random): Ids {
  const hex = (digits: number): string => {
    // A loop: ids are drawn for each invocation, and an array of digits took a tenth of the emulator's share of a warm one.
    let text = ''
    for (let digit = 0; digit < digits; digit++) text += HEX_DIGITS[Math.floor(random() * HEX_DIGITS.length)]
    return text
  }
  const uuid = (): string => {
    const variant = UUID_VARIANTS[Math.floor(random() * UUID_VARIANTS.length)]
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`
  }
  return { uuid, hex }
}

/** A repeatable source for tests and replays (mulberry32, public domain): the same seed gives the same numbers. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
