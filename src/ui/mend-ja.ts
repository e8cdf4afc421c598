/** Finds the Japanese of a mend; loaded with the first refusal on a Japanese page. */
import { fill } from './message.ts'
import { MENDS_JA } from './messages/mends-ja.ts'

/** The mend in Japanese; as given where it is none of ours. */
export function mendInJapanese(hint: string): string {
  for (const [template, japanese] of Object.entries(MENDS_JA)) {
    const found = patternOf(template).exec(hint)
    if (found !== null) return fill(japanese, new Map(Object.entries(found.groups ?? {})))
  }
  return hint
}

/** `{name}` takes any text. */
function patternOf(template: string): RegExp {
  const parts = template.split(/\{(\w+)\}/)
  const source = parts
    .map((part, index) => (index % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : `(?<${part}>.+)`))
    .join('')
  return new RegExp(`^${source}$`)
}
