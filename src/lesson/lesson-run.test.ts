import { expect, test } from 'vitest'
import { type LessonRun, quote } from './lesson-run.ts'

const RUN: LessonRun = {
  events: [],
  invocations: {
    first: {
      payload: '{"a":1}',
      functionError: null,
      status: 200,
      body: 'coldstart',
      log: ['START', 'one two', 'END'],
      moduleScope: { total: '3' },
    },
  },
}

test.each([
  ['body', undefined, 'coldstart'],
  ['payload', undefined, '{"a":1}'],
  ['status', undefined, '200'],
  ['moduleScope.total', undefined, '3'],
  ['log', undefined, 'START\none two\nEND'],
  ['log', 't.o', 'one two'],
  ['log', '^one (t.*)', 'two'],
])('%s %s is quoted', (part, match, text) => {
  expect(quote(RUN, { of: 'first', part, match })).toBe(text)
})

test.each([
  [RUN, { of: 'second', part: 'body' }, /no invocation with id "second"; ids are first/],
  [RUN, { of: 'first', part: 'colour' }, /no part "colour"/],
  [RUN, { of: 'first', part: 'functionError' }, /"first" has no functionError/],
  [RUN, { of: 'first', part: 'moduleScope.other' }, /"first" has no moduleScope.other/],
  [RUN, { of: 'first', part: 'log', match: '^x' }, /no line of its log matches/],
  [{ problem: 'line 3: expected a, saw b' }, { of: 'first', part: 'body' }, /does not hold, line 3/],
  [undefined, { of: 'first', part: 'body' }, /no scenario.yaml/],
])('what a run does not have is said', (run, quotation, said) => {
  expect(() => quote(run, quotation)).toThrow(said)
})
