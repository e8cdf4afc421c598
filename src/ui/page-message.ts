/** Texts of the interface for what the build writes: those of scripts, and many more that no script has to load. */
import type { Locale } from './locale.ts'
import { fill } from './message.ts'
import { en } from './messages/en.ts'
import { ja } from './messages/ja.ts'
import { pageEn } from './messages/page-en.ts'
import { pageJa } from './messages/page-ja.ts'

export type PageMessages = Readonly<Record<keyof typeof pageEn, string>>

type Key = keyof typeof en | keyof typeof pageEn

const MESSAGES: Readonly<Record<Locale, Readonly<Record<Key, string>>>> = {
  en: { ...en, ...pageEn },
  ja: { ...ja, ...pageJa },
}

/** The text of `key` in a language, its parameters filled in; one that is missing stays visible. */
export function message(locale: Locale, key: Key, params: Readonly<Record<string, string | number>> = {}): string {
  return fill(MESSAGES[locale][key], new Map(Object.entries(params)))
}
