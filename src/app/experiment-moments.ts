/** Home's recording in words: what each of its moments tells, and which log lines came late. */
import type { LogLine, Picture } from '../emulator/folds/picture.ts'

/** Time after the answer from which on what is told is the waiting, ms. */
const WAITED_FROM_MS = 60_000

export const EXPERIMENT_TEXTS = {
  en: {
    play: 'Play',
    pause: 'Pause',
    log: 'Log',
    late: 'Written late, under the request ID of the first request:',
    before: 'Nothing runs yet.',
    yours: 'Your request starts a promise and does not await it.',
    frozen: 'Your request is answered. Its promise is frozen with the environment.',
    waited: '5 minutes pass. Nothing runs.',
    mine: 'My request thaws it: your lines are written inside my request.',
  },
  ja: {
    play: '再生',
    pause: '一時停止',
    log: 'ログ',
    late: '最初のリクエストのリクエスト ID で、遅れて書かれた行:',
    before: 'まだ何も動いていません。',
    yours: 'あなたのリクエストが、await しない Promise を残します。',
    frozen: 'あなたに応答が返り、Promise は実行環境ごと凍結されます。',
    waited: '5 分たちました。何も動きません。',
    mine: '私のリクエストで凍結が解け、あなたのログがその中で書かれます。',
  },
} as const

export type Moment = 'before' | 'yours' | 'frozen' | 'waited' | 'mine'

/** What a picture of the recording tells. */
export function momentOf({ invocations, now }: Picture): Moment {
  const [yours, mine] = invocations
  if (yours === undefined) return 'before'
  if (mine !== undefined) return 'mine'
  if (yours.ended === null) return 'yours'
  return now - yours.ended.time >= WAITED_FROM_MS ? 'waited' : 'frozen'
}

/** Lines that a function wrote for a request after its answer, by the numbers of their events. */
export function lateLines({ environments, invocations }: Picture): ReadonlySet<number> {
  const answered = new Map(invocations.map(({ requestId, ended }) => [requestId, ended?.time ?? Infinity]))
  const late = environments.flatMap(({ log }) =>
    log.filter(
      ({ requestId, source, time }) => source === 'function' && time > (answered.get(requestId ?? '') ?? time),
    ),
  )
  return new Set(late.map(({ seq }) => seq))
}

/** True for the lines that tell the story: what the function wrote, and which request it was in. */
export const isTold = ({ line, source }: LogLine): boolean => source === 'function' || /^(START|END) /.test(line)

/** A line as it fits: without its time, its request ID cut. */
export function shortLine({ line, source }: LogLine): { readonly id: string; readonly rest: string } {
  const [, id = '', rest = ''] = (source === 'function' ? /\t([^\t]+)\t(.*)$/s : /(\S{36})(?: .*)?$/).exec(line) ?? []
  return {
    id: `${id.slice(0, 8)}…`,
    rest: source === 'function' ? rest.replace('\t', ' ') : (line.split(' ')[0] ?? ''),
  }
}
