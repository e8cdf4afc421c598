/** Reads the slides of a lesson out of its source, for programs that render nothing: tests, and what is made at build. */
import { parse } from 'yaml'
import { readSlide } from './read-slide.ts'
import type { Slide } from './slide.ts'

const TAG = /^<Slide (.*)>$/gm
/** `name="text"`, `name={expression}` or `name` alone. */
const ATTRIBUTE = /(\w+)(?:="([^"]*)"|=\{(.*?)\}(?=\s+\w|$))?/g

/** Every `<Slide>` in MDX, in order; its tag stands on one line of its own. Throws where one is wrong, naming it. */
export function slidesOfProse(prose: string): readonly Slide[] {
  return [...prose.matchAll(TAG)].map(([, tag = '']) => {
    const attributes = [...matchAttributes(tag)]
    return readSlide(Object.fromEntries(attributes))
  })
}

function* matchAttributes(tag: string): Generator<readonly [string, unknown]> {
  for (const [, name = '', text, expression] of tag.matchAll(ATTRIBUTE)) {
    // What slides take in braces are literals, which YAML's flow style reads too.
    yield [name, text ?? (expression === undefined ? true : parse(expression))]
  }
}
