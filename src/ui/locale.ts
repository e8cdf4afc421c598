/** The languages of the site and where their pages stand: English at `/`, Japanese at `/ja/`. */

export const LOCALES = ['en', 'ja'] as const
export type Locale = (typeof LOCALES)[number]
export const DEFAULT_LOCALE: Locale = 'en'

/** What a speaker of it calls each language. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', ja: '日本語' }

/** The locale a text names, English for anything else. */
export function localeOf(text: string | undefined): Locale {
  return LOCALES.find(locale => locale === text) ?? DEFAULT_LOCALE
}

/** The address of a page in a language; `path` is the English one: `/lessons/…/`. */
export function localizedPath(locale: Locale, path: string): string {
  return locale === DEFAULT_LOCALE ? path : `/${locale}${path}`
}

/** The parameters of a page's paths that name the language: English has none. */
export const LOCALE_PARAMS: readonly { readonly locale: Locale | undefined }[] = LOCALES.map(locale => ({
  locale: locale === DEFAULT_LOCALE ? undefined : locale,
}))

/** The English address of a page in any language. */
export function neutralPath(path: string): string {
  const prefix = LOCALES.find(locale => locale !== DEFAULT_LOCALE && path.startsWith(`/${locale}/`))
  return prefix === undefined ? path : path.slice(prefix.length + 1)
}

/** The language a page is offered in beside its own. */
export function otherLocale(locale: Locale): Locale {
  return locale === 'en' ? 'ja' : 'en'
}
