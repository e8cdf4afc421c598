/** The function that the playground begins with. */
import type { LessonSubject } from './lesson.ts'

/** Name under which the playground's work is saved. */
export const PLAYGROUND = 'playground'

const INDEX = `let invocations = 0;

export const handler = async (event) => {
  invocations += 1;
  console.log('invocation', invocations, 'of this environment');
  return { invocations, received: event.queryStringParameters ?? event };
};`

/** A subject without a lesson: no steps, no solution. */
export function freeSubject(locale: 'en' | 'ja'): LessonSubject {
  return {
    lesson: PLAYGROUND,
    locale,
    files: { 'index.mjs': INDEX },
    solution: {},
    activeFile: 'index.mjs',
    configuration: {},
    account: {},
    query: '?message=hoge',
    steps: [],
  }
}
