/** Finds slides in the HTML of a lesson: what stands between two marks is projected, what stands outside is not. */
export const SLIDE_BEGINS = '<!--slide-->'
export const SLIDE_ENDS = '<!--/slide-->'

/** The HTML of each slide, in order. */
export function slidesIn(html: string): readonly string[] {
  return html.split(SLIDE_BEGINS).slice(1).map(part => part.slice(0, part.indexOf(SLIDE_ENDS)).trim())
}
