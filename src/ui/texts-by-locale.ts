/** Texts of one part of the page in both languages, for parts whose code and texts are loaded together. */
import type { Locale } from './locale.ts'
import { fill } from './message.ts'

/** Speaks one language: `say('close')`, `say('url', { port: 3_000 })`. */
export type SayOf<Key extends string> = (key: Key, params?: Readonly<Record<string, string | number>>) => string

/** Gives a speaker for each language. A key that one of them lacks does not compile. */
export function textsByLocale<Key extends string>(
  texts: Readonly<Record<Locale, Readonly<Record<Key, string>>>>,
): (locale: Locale) => SayOf<Key> {
  return locale =>
    (key, params = {}) =>
      fill(texts[locale][key], new Map(Object.entries(params)))
}
