/** What the buttons in the prose say; needed while the site is built only. */
import type { Locale } from '../ui/locale.ts'
import { fill } from '../ui/message.ts'

const TEXTS = {
  en: {
    send: 'Send: ',
    invoke: 'Invoke with the event: ',
    skip: 'Let time pass: ',
    noQuery: 'a request without a query',
    times: '{shown} {count} times at once',
    twice: '{shown} twice at once',
    toVersion: '{shown} to version {qualifier}',
    act: 'Do it: ',
    publish: 'publish a version',
    provision: 'provision {count|environment|environments} for version {qualifier}',
    hours: 'skip {count|hour|hours}',
    minutes: 'skip {count|minute|minutes}',
    seconds: 'skip {count|second|seconds}',
    milliseconds: 'skip {count} ms',
  },
  ja: {
    send: '送信: ',
    invoke: 'イベントを渡して呼び出す: ',
    skip: '時間を進める: ',
    noQuery: 'クエリなしのリクエスト',
    times: '{shown} を同時に {count} 回',
    twice: '{shown} を同時に 2 回',
    toVersion: 'バージョン {qualifier} へ {shown}',
    act: '実行: ',
    publish: 'バージョンを発行',
    provision: 'バージョン {qualifier} に {count} 個プロビジョニング',
    hours: '{count} 時間飛ばす',
    minutes: '{count} 分飛ばす',
    seconds: '{count} 秒飛ばす',
    milliseconds: '{count} ミリ秒飛ばす',
  },
} as const

const UNITS = [
  ['hours', 3_600_000],
  ['minutes', 60_000],
  ['seconds', 1_000],
] as const

interface TryForm {
  readonly query?: string | undefined
  /** Requests at once. */
  readonly times: number
  /** The version that is meant. */
  readonly qualifier?: string | undefined
  readonly publish?: boolean | undefined
  /** Environments to provision. */
  readonly provision?: number | undefined
  /** Time to skip, ms. */
  readonly ms?: number | undefined
  readonly event?: unknown
}

/** What the button shows, and what a screen reader says before it. */
export function tryText(locale: Locale, form: TryForm): { readonly before: string; readonly shown: string } {
  const texts = TEXTS[locale]
  const { qualifier = '', publish, provision, ms, event } = form
  if (ms !== undefined) return { before: texts.skip, shown: skipText(locale, ms) }
  if (event !== undefined) return { before: texts.invoke, shown: JSON.stringify(event) }
  if (publish === true) return { before: texts.act, shown: texts.publish }
  if (provision !== undefined) {
    return { before: texts.act, shown: fillIn(texts.provision, { count: provision, qualifier }) }
  }
  return { before: texts.send, shown: requestText(texts, form) }
}

function requestText(texts: (typeof TEXTS)[Locale], { query, times, qualifier }: TryForm): string {
  const request = query === undefined || query === '' ? texts.noQuery : query
  const addressed = qualifier === undefined ? request : fillIn(texts.toVersion, { shown: request, qualifier })
  if (times === 1) return addressed
  return fillIn(times === 2 ? texts.twice : texts.times, { shown: addressed, count: times })
}

const fillIn = (template: string, values: Readonly<Record<string, string | number>>): string =>
  fill(template, new Map(Object.entries(values)))

function skipText(locale: Locale, ms: number): string {
  const [unit, length] = UNITS.find(candidate => ms % candidate[1] === 0) ?? (['milliseconds', 1] as const)
  return fillIn(TEXTS[locale][unit], { count: ms / length })
}
