/** What a case of the contract expects, and the error that says where it is not so. No test runner is behind it: pages run cases too. */

/** A case does not hold. */
export class ContractBroken extends Error {
  override readonly name = 'ContractBroken'
}

/** Texts in errors are cut to so many characters. */
const SHOWN_CHARACTERS = 600

/** What may be said of a value; each throws {@link ContractBroken} where it is not so. In what is wanted a regular expression stands for a text that it matches. */
export interface Expectation {
  /** Undefined keys are as good as absent. */
  toEqual(wanted: unknown): void
  /** Objects may have further keys. */
  toMatchObject(wanted: object): void
  /** What is known to differ must. */
  toDiffer(wanted: unknown): void
  /** A number in a range, its ends included. */
  toBeWithin(least: number, most: number): void
}

/** Begins an expectation; `what` names the value in errors. */
export function expect(found: unknown, what = 'the answer'): Expectation {
  const hold = (holds: boolean, wanted: string): void => {
    if (!holds) throw new ContractBroken(`${what}: expected ${wanted}, found ${shown(found)}`)
  }
  return {
    toEqual: wanted => hold(matches(found, wanted, true), shown(wanted)),
    toMatchObject: wanted => hold(matches(found, wanted, false), shown(wanted)),
    toDiffer: wanted => hold(!matches(found, wanted, true), `anything but ${shown(wanted)}`),
    toBeWithin: (least, most) =>
      hold(typeof found === 'number' && found >= least && found <= most, `${least} to ${most}`),
  }
}

function matches(found: unknown, wanted: unknown, exact: boolean): boolean {
  if (wanted instanceof RegExp) return typeof found === 'string' && wanted.test(found)
  if (typeof wanted !== 'object' || wanted === null) return Object.is(found, wanted)
  if (typeof found !== 'object' || found === null || Array.isArray(found) !== Array.isArray(wanted)) return false
  const keys = definedKeys(wanted)
  if ((exact || Array.isArray(wanted)) && definedKeys(found).length !== keys.length) return false
  return keys.every(
    key => Object.hasOwn(found, key) && matches(Reflect.get(found, key), Reflect.get(wanted, key), exact),
  )
}

/** In a list what is undefined has its place. */
function definedKeys(value: object): string[] {
  return Object.keys(value).filter(key => Array.isArray(value) || Reflect.get(value, key) !== undefined)
}

function shown(value: unknown): string {
  const text =
    JSON.stringify(value, (_key, part: unknown) => (part instanceof RegExp ? String(part) : part)) ?? 'undefined'
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text
}
