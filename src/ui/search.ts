/** Looks through texts. A query is words parted by spaces; all of them must be found. No language needs its words cut. */

/** What is looked through. */
export interface Searchable {
  readonly title: string
  readonly within: string
  readonly text: string
}

/** A place that was found, with the words around the first hit. */
export interface Hit<T extends Searchable> {
  readonly entry: T
  /** The part of the text to show, hits marked. */
  readonly excerpt: readonly { readonly text: string; readonly marked: boolean }[]
}

const MOST_HITS = 12
/** Characters before and after the first hit. */
const BEFORE = 24
const AFTER = 90
/** An excerpt that would leave out fewer characters at the beginning leaves out none. */
const NEAR = 8
/** A hit in a title weighs more than any in the text; one at its beginning most. */
const TITLE_BEGINS = 100
const IN_TITLE = 50

/** Full-width and half-width, upper and lower case are the same. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The best entries for a query, best first; the order of `entries` decides between equals. */
export function search<T extends Searchable>(entries: readonly T[], query: string): readonly Hit<T>[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return entries
    .map(entry => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, MOST_HITS)
    .map(({ entry }) => ({ entry, excerpt: excerptOf(entry.text, words) }))
}

function scoreOf({ title, within, text }: Searchable, words: readonly string[]): number {
  const heading = plain(title)
  const all = plain(`${title} ${within} ${text}`)
  if (!words.every(word => all.includes(word))) return 0
  return words.reduce((sum, word) => {
    const count = Math.min(9, all.split(word).length - 1)
    return sum + count + (heading.startsWith(word) ? TITLE_BEGINS : heading.includes(word) ? IN_TITLE : 0)
  }, 0)
}

function excerptOf(text: string, words: readonly string[]): Hit<Searchable>['excerpt'] {
  const normal = plain(text)
  // Where normalizing changes lengths, places would not fit: the text is shown without marks.
  if (normal.length !== text.length) return [{ text: text.slice(0, BEFORE + AFTER), marked: false }]
  const found = words.map(word => normal.indexOf(word)).filter(index => index >= 0)
  const first = found.length === 0 ? 0 : Math.min(...found)
  const begin = beginOf(text, first)
  const end = Math.min(text.length, first + AFTER)
  const parts = mark(text.slice(begin, end), normal.slice(begin, end), words)
  const before = begin > 0 ? [{ text: '… ', marked: false }] : []
  const after = end < text.length ? [{ text: ' …', marked: false }] : []
  return [...before, ...parts, ...after]
}

/** Not within a word, where words are parted by spaces. */
function beginOf(text: string, first: number): number {
  const begin = first - BEFORE
  if (begin <= NEAR) return 0
  const space = text.indexOf(' ', begin)
  return space >= 0 && space < first ? space + 1 : begin
}

function mark(text: string, normal: string, words: readonly string[]): Hit<Searchable>['excerpt'] {
  const parts: { text: string; marked: boolean }[] = []
  let at = 0
  while (at < text.length) {
    const next = words
      .map(word => ({ word, index: normal.indexOf(word, at) }))
      .filter(({ index }) => index >= 0)
      .toSorted((one, other) => one.index - other.index)[0]
    if (next === undefined) break
    if (next.index > at) parts.push({ text: text.slice(at, next.index), marked: false })
    at = next.index + next.word.length
    parts.push({ text: text.slice(next.index, at), marked: true })
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false })
  return parts
}
