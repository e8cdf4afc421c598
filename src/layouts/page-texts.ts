/** Texts that pages of the build alone show: no script of a page loads them. */

import type { Locale } from '../ui/locale.ts'
import { fill } from '../ui/message.ts'
import { en } from './messages/en.ts'
import { ja } from './messages/ja.ts'

export type PageTexts = Readonly<Record<keyof typeof en, string>>

const TEXTS: Readonly<Record<Locale, PageTexts>> = { en, ja }

/** Speaks the language: `say('playground.title')`. */
export function pageText(locale: Locale) {
  return (key: keyof typeof en, params: Readonly<Record<string, string | number>> = {}): string =>
    fill(TEXTS[locale][key], new Map(Object.entries(params)))
}
