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
  /** Time to skip, ms. */
  readonly ms?: number | undefined
  readonly event?: unknown
}

/** What the button shows, and what a screen reader says before it. */
export function tryText(locale: Locale, form: TryForm): { readonly before: string; readonly shown: string } {
  const texts = TEXTS[locale]
  const { query, times, ms, event } = form
  if (ms !== undefined) return { before: texts.skip, shown: skipText(locale, ms) }
  if (event !== undefined) return { before: texts.invoke, shown: JSON.stringify(event) }
  const shown = query === undefined || query === '' ? texts.noQuery : query
  const several = times === 2 ? texts.twice : texts.times
  const values = new Map<string, string | number>([
    ['shown', shown],
    ['count', times],
  ])
  return { before: texts.send, shown: times === 1 ? shown : fill(several, values) }
}

function skipText(locale: Locale, ms: number): string {
  const [unit, length] = UNITS.find(candidate => ms % candidate[1] === 0) ?? (['milliseconds', 1] as const)
  return fill(TEXTS[locale][unit], new Map([['count', ms / length]]))
}
