/** Whole numbers within AWS's bounds, refused in its words with the mend. */
import { failedConstraint, invalidParameter } from './refusals.ts'

/** What a number may be. `unit` and bounds make the hint; `member` is AWS's name where it is another than the key. */
export interface Range {
  readonly from: number
  readonly to?: number
  readonly hint: string
  readonly member?: string
}

/** Throws `Refused` where `value` is no whole number from `from` to `to`. */
export function checkRange(key: string, value: number, { from, to, hint, member = key }: Range): void {
  const refuse = (bound: string): never => {
    throw failedConstraint(key, value, `Member must have value ${bound}`, hint, member)
  }
  if (!Number.isInteger(value))
    throw invalidParameter(key, `Value '${value}' at '${member}' is not a whole number.`, hint)
  if (value < from) refuse(`greater than or equal to ${from}`)
  if (to !== undefined && value > to) refuse(`less than or equal to ${to}`)
}
