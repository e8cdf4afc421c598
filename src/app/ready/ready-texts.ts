/** What `/ready/` says, in both languages. */
import type { Locale } from '../../ui/locale.ts'
import type { LineState, ReadyLine, ReadyProblem } from './ready-checks.ts'

const STATE_NAMES = ['idle', 'checking', 'ok', 'problem'] as const

interface Texts {
  readonly check: string
  readonly again: string
  readonly checking: string
  readonly ready: string
  readonly lines: Readonly<Record<ReadyLine, string>>
  readonly states: Readonly<Record<(typeof STATE_NAMES)[number], string>>
  /** What to do. */
  readonly problems: Readonly<Record<ReadyProblem, string>>
}

const en: Texts = {
  check: 'Check this browser',
  again: 'Check again',
  checking: 'Checking…',
  ready: 'This browser is ready for the workshop.',
  lines: {
    runs: 'This browser runs the functions.',
    keeps: 'They remember, freeze and forget as in the workshop.',
    reaches: 'The workshop’s pages can be reached, and your work is kept.',
  },
  states: { idle: 'not checked', checking: 'checking', ok: 'OK', problem: 'to do' },
  problems: {
    'no-engine':
      'Functions do not run in this browser: please open this page in a current Chrome, Edge, Firefox or Safari.',
    'not-kept':
      'Functions run here, but not as they should: please use a current Chrome or Edge, and tell the organisers.',
    unreachable: 'Some pages cannot be reached: please check your network or VPN, then check again.',
    'not-stored':
      'This browser keeps nothing for this site, so your work would be lost: please open this page in a normal window, not a private one.',
  },
}

const ja: Texts = {
  check: 'このブラウザーを確認する',
  again: 'もう一度確認する',
  checking: '確認しています…',
  ready: 'このブラウザーでワークショップに参加できます。',
  lines: {
    runs: 'このブラウザーで関数が動きます。',
    keeps: '関数が、ワークショップのとおりに覚え、凍結し、忘れます。',
    reaches: 'ワークショップのページを開けて、作業を保存できます。',
  },
  states: { idle: '未確認', checking: '確認中', ok: 'OK', problem: '要対応' },
  problems: {
    'no-engine':
      'このブラウザーでは関数が動きません。最新の Chrome、Edge、Firefox、Safari のいずれかで、このページを開いてください。',
    'not-kept':
      '関数は動きますが、想定どおりではありません。最新の Chrome か Edge をお使いのうえ、主催者にお知らせください。',
    unreachable: '開けないページがあります。ネットワークや VPN をご確認のうえ、もう一度お試しください。',
    'not-stored':
      'このブラウザーにはデータを保存できないため、作業が失われてしまいます。プライベートウィンドウではなく、通常のウィンドウで開いてください。',
  },
}

const TEXTS: Readonly<Record<Locale, Texts>> = { en, ja }

/** The texts of a language. */
export function readyTexts(locale: Locale): Texts {
  return TEXTS[locale]
}

/** The problem that a line's state is; null where it is none. */
export function problemOf(state: LineState): ReadyProblem | null {
  return state === 'idle' || state === 'checking' || state === 'ok' ? null : state
}
