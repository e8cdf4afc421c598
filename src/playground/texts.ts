/**
 * What the views say. The build has the texts of both languages; a page carries those of its own as data
 * (ViewTexts.astro), so that no script brings the other's.
 */
import { fill } from '../ui/message.ts'
import { VIEW_TEXTS, type ViewTexts } from './view-texts.ts'

/** The element of a page that holds its texts. */
export const VIEW_TEXTS_ID = 'view-texts'

let ofPage: ViewTexts | null = null

/** In a browser always those of the page, whose language is the views'. */
function textsIn(locale: 'en' | 'ja'): ViewTexts {
  if (import.meta.env.SSR) return VIEW_TEXTS[locale]
  ofPage ??= readTexts()
  return ofPage
}

/** Written by our own build into the page, so their type is known. */
function readTexts(): ViewTexts {
  const element = document.getElementById(VIEW_TEXTS_ID)
  if (element === null) throw new Error('The page lacks the texts of its views: render them with ViewTexts.astro.')
  const texts: ViewTexts = JSON.parse(element.textContent)
  return texts
}

export type Say = (key: keyof ViewTexts, params?: Readonly<Record<string, string | number>>) => string

/** Speaks the language: `say('state.running', { ordinal: 2 })`. */
export function sayIn(locale: 'en' | 'ja'): Say {
  return (key, params = {}) => fill(textsIn(locale)[key], new Map(Object.entries(params)))
}
