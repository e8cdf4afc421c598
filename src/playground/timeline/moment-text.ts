/** A moment in words: its time, and what has just happened. */
import type { EmulatorEvent } from '../../emulator/events.ts'
import type { Picture } from '../../emulator/folds/picture.ts'
import type { Look } from '../../session/view.ts'
import type { Locale } from '../../ui/locale.ts'
import { fill } from '../../ui/message.ts'
import { span } from '../figures.ts'

/** Times from which on they are told in minutes and seconds, ms. */
const MINUTES_FROM_MS = 10_000

const en = {
  beginning: 'before the first event',
  requested: 'request {ordinal} comes in',
  throttled: 'request {ordinal} is throttled',
  started: '{environment} is started',
  init: '{environment}: init begins',
  inited: '{environment}: init has ended',
  handler: '{environment}: the handler gets request {ordinal}',
  scope: '{environment}: module scope is read',
  answered: '{environment} has answered request {ordinal}',
  tmp: '{environment}: {path} has changed',
  frozen: '{environment} is frozen',
  late: '{environment}: work of an earlier request goes on',
  ended: '{environment}: its runtime has ended',
  reclaimed: '{environment} is reclaimed',
  skipped: 'time was skipped',
  outside: 'the store has a new value: {key}',
  connected: '{environment} has a connection to the database',
  refused: '{environment} is refused by the database',
  disconnected: 'a connection to the database is closed',
  database: 'the database is ready',
  log: '{environment} writes a line of its log',
  other: '{type}',
} as const

type Texts = Readonly<Record<keyof typeof en, string>>

const ja: Texts = {
  beginning: '最初の出来事の前',
  requested: 'リクエスト {ordinal} が届いた',
  throttled: 'リクエスト {ordinal} はスロットリングされた',
  started: '{environment} が作られた',
  init: '{environment}: 初期化が始まった',
  inited: '{environment}: 初期化が終わった',
  handler: '{environment}: ハンドラーがリクエスト {ordinal} を受け取った',
  scope: '{environment}: グローバル変数を読み取った',
  answered: '{environment} がリクエスト {ordinal} に応答した',
  tmp: '{environment}: {path} が変わった',
  frozen: '{environment} が凍結された',
  late: '{environment}: 前のリクエストの処理が続いた',
  ended: '{environment}: ランタイムが終了した',
  reclaimed: '{environment} が回収された',
  skipped: '時間を飛ばした',
  outside: 'ストアの値が変わった: {key}',
  connected: '{environment} がデータベースに接続した',
  refused: '{environment} がデータベースに拒否された',
  disconnected: 'データベースへの接続が閉じた',
  database: 'データベースの準備ができた',
  log: '{environment} がログを 1 行書いた',
  other: '{type}',
}

const TEXTS: Readonly<Record<Locale, Texts>> = { en, ja }

const KEYS: Readonly<Partial<Record<EmulatorEvent['type'], keyof Texts>>> = {
  'invocation-requested': 'requested',
  'invocation-throttled': 'throttled',
  'environment-started': 'started',
  'init-started': 'init',
  'init-ended': 'inited',
  'invocation-started': 'handler',
  'module-scope': 'scope',
  'invocation-ended': 'answered',
  'tmp-changed': 'tmp',
  frozen: 'frozen',
  'late-work': 'late',
  'runtime-ended': 'ended',
  'environment-reclaimed': 'reclaimed',
  'time-skipped': 'skipped',
  'outside-changed': 'outside',
  'connection-opened': 'connected',
  'connection-refused': 'refused',
  'connection-closed': 'disconnected',
  'database-available': 'database',
  log: 'log',
}

/** `0:12 · env-1 is frozen` */
export function momentText({ event, picture }: Look, locale: Locale): string {
  if (event === null) return TEXTS[locale].beginning
  const params = new Map<string, string | number>([['type', event.type]])
  for (const [name, value] of Object.entries(event)) if (typeof value === 'string') params.set(name, value)
  params.set('ordinal', ordinalOf(event, picture))
  const what = fill(TEXTS[locale][KEYS[event.type] ?? 'other'], params)
  return `${timeText(event.time - picture.began)} · ${what}`
}

function timeText(ms: number): string {
  return ms < MINUTES_FROM_MS ? `${Math.round(ms)} ms` : span(ms)
}

function ordinalOf(event: EmulatorEvent, { invocations }: Picture): number {
  const requestId = 'requestId' in event ? event.requestId : null
  return invocations.find(invocation => invocation.requestId === requestId)?.ordinal ?? 0
}
