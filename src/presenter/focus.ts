/** The lines a step of a slide points at, counted from 1: `1-3,7` is 1, 2, 3 and 7. */
export function linesOf(focus: string): ReadonlySet<number> {
  return new Set(
    focus.split(',').flatMap(range => {
      const [from = 0, to = from] = range.split('-').map(Number)
      return Array.from({ length: to - from + 1 }, (_, index) => from + index)
    }),
  )
}
