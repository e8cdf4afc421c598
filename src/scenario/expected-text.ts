/** Words for what a schema expected: the texts of schema errors, one place for all. */
import type * as z from 'zod'
import { describe } from './difference.ts'

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  null: 'null',
}

/** Zod's error hook: one clause that says what was expected, or which keys there are. */
export function expectedText(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPES[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `expected ${oneOf(issue.values.map(value => String(value)))}`
    case 'too_small':
      return `expected at least ${issue.minimum}${issue.origin === 'array' ? ' item' : ''}`
    case 'too_big':
      return `expected at most ${issue.maximum}`
    case 'unrecognized_keys':
      return `unknown key; expected ${oneOf(keysOf(issue.inst))}`
    case 'invalid_key':
      return `${issue.issues[0]?.message ?? 'expected another key'}${foundText(issue.input)}`
    default:
      return issue.message ?? `not accepted (${issue.code})`
  }
}

/** `a`, `a or b`, `a, b or c`. */
export function oneOf(choices: readonly string[]): string {
  const last = choices.at(-1) ?? 'nothing'
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(', ')} or ${last}`
}

/** What was found, for the end of a problem's text. Empty where nothing stands there. */
export function foundText(value: unknown): string {
  return value === undefined ? ', found nothing' : `, found ${describe(value)}`
}

function keysOf(schema: unknown): readonly string[] {
  return isObjectSchema(schema) ? Object.keys(schema._zod.def.shape) : []
}

function isObjectSchema(schema: unknown): schema is z.core.$ZodObject {
  return typeof schema === 'object' && schema !== null && 'shape' in schema
}
