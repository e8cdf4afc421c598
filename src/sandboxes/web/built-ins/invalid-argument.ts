/** Node's error for a value of the wrong type, in Node's words. */
import { inspect } from 'node-inspect-extracted'
import { invalidArgument as worded } from '../../../guest/invalid-argument.ts'

/** `expected` as Node lists it: `of type string or an instance of Buffer`. */
export const invalidArgument = (name: string, expected: string, value: unknown): TypeError =>
  worded({ name, expected }, value, inspect)
