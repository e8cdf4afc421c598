import { expect, test } from 'vitest'
import type { InvocationResult } from '../emulator/commands.ts'
import { failureOf } from '../lesson/exercise.ts'
import { checkInvocation } from '../scenario/check-invocation.ts'
import { readScenario } from '../scenario/read-scenario.ts'
import { failureText } from './failure-text.ts'

const ANSWER: InvocationResult = {
  requestId: '00000000-0000-4000-8000-000000000000',
  start: 'warm',
  environment: 'env-1',
  initializationType: 'on-demand',
  statusCode: 200,
  functionError: null,
  throttle: null,
  payload: '"seen"',
  http: { status: 200, headers: {}, cookies: [], body: 'seen', isBase64Encoded: false },
  log: ['START RequestId: a', '2026-01-01T00:00:00.000Z\ta\tINFO\tmail sent', 'END RequestId: a'],
  durationMs: 7,
  billedDurationMs: 7,
  initDurationMs: null,
}

/** The failure of a second request that is answered with {@link ANSWER} where `expect` was expected. */
function failing(expectation: string) {
  const { scenario } = readScenario(
    `files: start\nsteps:\n  - { invoke: { url: "/?a" }, id: first }\n  - { invoke: { url: "/?b" }, expect: ${expectation} }`,
    'exercise.yaml',
  )
  const step = scenario.steps[1]
  if (step === undefined || 'together' in step || step.action.kind !== 'invoke') throw new Error('no second request')
  const observation = { invocation: ANSWER, environment: null }
  const others = new Map([['first', { invocation: { ...ANSWER, environment: 'env-2' }, environment: null }]])
  const differences = checkInvocation(step.action.expect, observation, others)
  const outcome = { kind: 'invoke', command: step.action.command, observation, refusal: null } as const
  const below = differences.map(difference => ({ ...difference, path: ['expect', ...difference.path] }))
  const failure = failureOf(scenario, { step: 1, path: step.path, outcome, differences: below })
  if (failure === null) throw new Error(`${expectation} holds`)
  return { scenario, failure }
}

test.each([
  ['{ body: wanted }', 'the answer', 'wanted', 'seen', '応答', 'wanted'],
  [
    '{ body: { matches: "^a+$" } }',
    'the answer',
    'a text that matches /^a+$/',
    'seen',
    '応答',
    '/^a+$/ に一致する文字列',
  ],
  [
    '{ environment: { sameAs: first } }',
    'the execution environment',
    'the same as in request 1',
    'env-1',
    '実行環境',
    '1 回目のリクエストと同じ',
  ],
  [
    '{ start: { anyOf: [cold, reset] } }',
    'how it started',
    'cold or reset',
    'warm',
    '起動のしかた',
    'cold または reset',
  ],
  ['{ durationMs: { min: 10 } }', 'the duration', 'at least 10 ms', '7', '実行時間', '10 ミリ秒以上'],
  ['{ log: "to[l]d" }', 'the log', 'a line that matches /to[l]d/', /^START/, 'ログ', '/to[l]d/ に一致する行'],
  ['{ log: "told$" }', 'the log', 'a line that ends with “told”', /^mail sent$/, 'ログ', '「told」で終わる行'],
  ['{ log: told }', 'the log', 'a line with “told” in it', /^mail sent$/, 'ログ', '「told」を含む行'],
  [
    '{ notLog: "^END" }',
    'the log',
    'no line that matches /^END/',
    /^END RequestId: a$/,
    'ログ',
    '/^END/ に一致する行がないこと',
  ],
  ['{ notLog: mail }', 'the log', 'no line with “mail” in it', /^mail sent$/, 'ログ', '「mail」を含む行がないこと'],
  [
    '{ bodyIncludes: [a, wanted] }',
    'the answer',
    'a text with "a", "wanted" in it',
    'seen',
    '応答',
    '"a", "wanted" を含む文字列',
  ],
  ['{ moduleScope: { total: "3" } }', 'the module scope (total)', '3', 'nothing', 'グローバル変数 (total)', '3'],
  ['{ tmp: { /tmp/a: hello } }', 'the files (/tmp/a)', 'hello', 'no such file', 'ファイル (/tmp/a)', 'hello'],
])('%s is worded in both languages', (expectation, what, expected, seen, whatInJapanese, expectedInJapanese) => {
  const { scenario, failure } = failing(expectation)
  const english = failureText(failure, scenario, 'en')
  expect(english).toMatchObject({ place: 'Request 2 (?b)', what, expected })
  expect(english.seen).toMatch(seen)
  const japanese = failureText(failure, scenario, 'ja')
  expect(japanese).toMatchObject({
    place: '2 回目のリクエスト (?b)',
    what: whatInJapanese,
    expected: expectedInJapanese,
  })
})
