/** Finds slides in the HTML of a lesson: what stands between two marks is projected, what stands outside is not. */
export const SLIDE_BEGINS = '<!--slide-->'
export const SLIDE_ENDS = '<!--/slide-->'
export const NOTES_BEGIN = '<!--notes-->'
export const NOTES_END = '<!--/notes-->'

/** The HTML of a slide: what everybody sees, and what the speaker says to it. */
export interface SlideHtml {
  readonly words: string
  readonly notes: string
}

/** The slides of a lesson, in order. */
export function slidesIn(html: string): readonly SlideHtml[] {
  return partsOf(html, SLIDE_BEGINS, SLIDE_ENDS).inside.map(slide => {
    const { inside, outside } = partsOf(slide, NOTES_BEGIN, NOTES_END)
    return { words: outside, notes: inside.join('') }
  })
}

function partsOf(html: string, begin: string, end: string): { inside: readonly string[]; outside: string } {
  const [first = '', ...parts] = html.split(begin)
  const cut = parts.map(part => part.split(end, 2))
  return {
    inside: cut.map(([inside = '']) => inside.trim()),
    outside: first + cut.map(([, after = '']) => after).join(''),
  }
}
