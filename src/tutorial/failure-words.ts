/** Words for expectations and for what was seen in their place. */

/** A line of the log: by a pattern, by its end, by what is in it. */
interface LineWords {
  readonly matches: string
  readonly ends: string
  readonly includes: string
}

interface ExpectationWords {
  /** What was looked at, by the key of the expectation. */
  readonly what: Readonly<Record<string, string>>
  readonly matches: string
  readonly same: string
  readonly notSame: string
  readonly or: string
  readonly and: string
  readonly nothing: string
  readonly includes: string
  readonly least: string
  readonly most: string
  readonly bytes: string
  readonly line: LineWords
  readonly noLine: LineWords
  readonly accepted: string
}

const en: ExpectationWords = {
  what: {
    body: 'the answer',
    bodyIncludes: 'the answer',
    payload: 'the returned value',
    payloadIncludes: 'the returned value',
    status: 'the HTTP status',
    statusCode: 'the status code',
    headers: 'the header {name}',
    functionError: 'the function error',
    start: 'how it started',
    environment: 'the execution environment',
    initializationType: 'the initialization type',
    throttle: 'the throttling',
    log: 'the log',
    notLog: 'the log',
    durationMs: 'the duration',
    billedDurationMs: 'the billed duration',
    initDurationMs: 'the init duration',
    moduleScope: 'the module scope ({name})',
    tmp: 'the files ({name})',
    outside: 'what lies outside ({name})',
    database: 'the database: {name}',
    alive: 'environments alive',
    inits: 'init phases',
    throttles: 'throttled requests',
    environments: 'environments',
    invoke: 'the request',
  },
  matches: 'a text that matches /{pattern}/',
  same: 'the same as in request {ordinal}',
  notSame: 'not the same as in request {ordinal}',
  or: ' or ',
  and: ' and ',
  nothing: 'nothing',
  includes: 'a text with {texts} in it',
  least: 'at least {count} ms',
  most: 'at most {count} ms',
  bytes: '{count} bytes',
  line: {
    matches: 'a line that matches /{pattern}/',
    ends: 'a line that ends with “{text}”',
    includes: 'a line with “{text}” in it',
  },
  noLine: {
    matches: 'no line that matches /{pattern}/',
    ends: 'no line that ends with “{text}”',
    includes: 'no line with “{text}” in it',
  },
  accepted: 'a request that Lambda accepts',
}

const ja: ExpectationWords = {
  what: {
    body: '応答',
    bodyIncludes: '応答',
    payload: '戻り値',
    payloadIncludes: '戻り値',
    status: 'HTTP ステータス',
    statusCode: 'ステータスコード',
    headers: 'ヘッダー {name}',
    functionError: '関数エラー',
    start: '起動のしかた',
    environment: '実行環境',
    initializationType: '初期化タイプ',
    throttle: 'スロットリング',
    log: 'ログ',
    notLog: 'ログ',
    durationMs: '実行時間',
    billedDurationMs: '課金対象の時間',
    initDurationMs: '初期化の時間',
    moduleScope: 'グローバル変数 ({name})',
    tmp: 'ファイル ({name})',
    outside: '外部ストア ({name})',
    database: 'データベース: {name}',
    alive: '残っている実行環境の数',
    inits: '初期化フェーズの回数',
    throttles: 'スロットリングされたリクエストの数',
    environments: '実行環境',
    invoke: 'リクエスト',
  },
  matches: '/{pattern}/ に一致する文字列',
  same: '{ordinal} 回目のリクエストと同じ',
  notSame: '{ordinal} 回目のリクエストと異なる',
  or: ' または ',
  and: '、',
  nothing: 'なし',
  includes: '{texts} を含む文字列',
  least: '{count} ミリ秒以上',
  most: '{count} ミリ秒以下',
  bytes: '{count} バイト',
  line: {
    matches: '/{pattern}/ に一致する行',
    ends: '「{text}」で終わる行',
    includes: '「{text}」を含む行',
  },
  noLine: {
    matches: '/{pattern}/ に一致する行がないこと',
    ends: '「{text}」で終わる行がないこと',
    includes: '「{text}」を含む行がないこと',
  },
  accepted: 'Lambda が受け付けるリクエスト',
}

export const EXPECTATION_WORDS = { en, ja } as const

/** The texts that stand for what is not there (`src/scenario`), in the reader's language. */
export const SEEN_WORDS: Readonly<Record<'en' | 'ja', Readonly<Record<string, string>>>> = {
  en: { null: 'nothing' },
  ja: {
    null: 'なし',
    nothing: 'なし',
    'no lines': '行なし',
    'no such file': 'ファイルなし',
    'a folder': 'フォルダー',
    'no environment': '実行環境なし',
  },
}
