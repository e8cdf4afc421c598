/**
 * Texts of the interface in both languages. A *message* is a template with parameters: `{name}` is replaced by the
 * value, `{count|request|requests}` by the number and the word that fits it (singular for 1, else plural).
 */
import type { Locale } from './locale.ts'
import { en } from './messages/en.ts'
import { ja } from './messages/ja.ts'

export type MessageKey = keyof typeof en
/** Every language has every key: a missing one does not compile. */
export type Messages = Readonly<Record<MessageKey, string>>

const MESSAGES: Readonly<Record<Locale, Messages>> = { en, ja }

type NameOf<Placeholder extends string> = Placeholder extends `${infer Name}|${string}` ? Name : Placeholder
type NamesIn<Template extends string> = Template extends `${string}{${infer Placeholder}}${infer Rest}`
  ? NameOf<Placeholder> | NamesIn<Rest>
  : never

/** The parameters a message needs, read from its English template. */
export type MessageParams<Key extends MessageKey> = Readonly<Record<NamesIn<(typeof en)[Key]>, string | number>>

/** The text of `key` in a language. Numbers are written as given: format them before where it matters. */
export function message<Key extends MessageKey>(
  locale: Locale,
  key: Key,
  ...[params]: NamesIn<(typeof en)[Key]> extends never ? [] : [params: MessageParams<Key>]
): string {
  return fill(MESSAGES[locale][key], new Map(Object.entries<string | number>(params ?? {})))
}

/** Fills a template; a placeholder without a value stays as it is, so that it is seen. */
export function fill(template: string, params: ReadonlyMap<string, string | number>): string {
  return template.replace(/\{([^{}|]+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g, (placeholder, name: string, one, other) => {
    const value = params.get(name)
    if (value === undefined) return placeholder
    return one === undefined ? String(value) : `${value} ${Number(value) === 1 ? one : other}`
  })
}
