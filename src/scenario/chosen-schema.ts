/** Schemas that depend on what the value looks like, with errors as exact as if the choice had been written out. */
import * as z from 'zod'
import { expectedText } from './expected-text.ts'

/** Parses with the schema that `choose` names for the value; a text instead of a schema refuses the value. */
export function chosen<T>(choose: (value: unknown) => z.ZodType<T> | string): z.ZodType<T> {
  return z.unknown().transform((value, context): T => {
    const schema = choose(value)
    if (typeof schema === 'string') {
      context.issues.push({ code: 'custom', message: schema, input: value })
      return z.NEVER
    }
    const parsed = schema.safeParse(value, { error: expectedText })
    if (parsed.success) return parsed.data
    for (const { message, path, ...rest } of parsed.error.issues) {
      context.issues.push({ code: 'custom', message, path, input: value, params: { keys: unknownKeys(rest) } })
    }
    return z.NEVER
  })
}

/** The keys an issue complains about; empty where it complains about a value. */
export function unknownKeys(issue: object): readonly string[] {
  if ('keys' in issue && Array.isArray(issue.keys)) return issue.keys.map(String)
  return 'params' in issue && isMap(issue.params) ? unknownKeys(issue.params) : []
}

/** A map of keys and values, no list. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A scalar where a text is meant, as its text: YAML reads an unquoted `1` as a number and `null` as nothing. */
export const scalarText = z
  .union([z.string(), z.number(), z.boolean(), z.null()], { error: 'expected a text' })
  .transform(value => String(value))
