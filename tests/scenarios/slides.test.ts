/** Runs the demo of every slide on the node engine, step by step as a speaker would: each answer says what the slide says. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { InvocationPicture } from '../../src/emulator/folds/picture.ts'
import type { SlideStep } from '../../src/lesson/slide.ts'
import { slidesOfProse } from '../../src/lesson/slides-of-prose.ts'
import { FIRST, obey } from '../../src/presenter/deck.ts'
import { Demo } from '../../src/presenter/demo.ts'
import { requestFor } from '../../src/session/query.ts'
import { open } from './lesson-walk.ts'

const folder = new URL('../../lessons/', import.meta.url)
const lessons = readdirSync(folder).flatMap(lesson => {
  const slides = slidesOfProse(readFileSync(new URL(`${lesson}/en.mdx`, folder), 'utf8'))
  return slides.length === 0 ? [] : [{ lesson, slides }]
})

/** What the deck shows of an answer. */
const answerOf = ({ ended, throttle }: InvocationPicture): string =>
  [throttle, ended?.http?.body.text, ended?.payload?.text].join(' ')

const isRequest = (step: SlideStep): step is Extract<SlideStep, { shows?: unknown }> =>
  'send' in step || 'twice' in step

test('a slide’s request says what its answer shows, so that a broken demo is noticed', () => {
  const silent = lessons.flatMap(({ lesson, slides }) =>
    slides
      .filter(({ steps }) => steps.some(step => isRequest(step) && step.shows === undefined))
      .map(({ id }) => [lesson, id]),
  )
  expect(silent).toEqual([])
})

test.each(lessons)('the slides of $lesson run', async ({ lesson, slides }) => {
  const session = open(lesson)
  const demo = new Demo(session, query => ({ kind: 'url', http: requestFor(query) }))
  let state = FIRST
  for (let index = 0; index < slides.length; ) {
    const step = slides[index]?.steps[state.step]
    const before = session.$picture.get().invocations.length
    const obeyed = obey(slides, state, { name: 'next' })
    await demo.do(obeyed.actions)
    if (step !== undefined && isRequest(step)) {
      const answers = session.$picture.get().invocations.slice(before).map(answerOf)
      expect(answers.join('\n'), `${slides[index]?.id}: ${JSON.stringify(step)}`).toContain(step.shows)
    }
    if (obeyed.state === state) break
    state = obeyed.state
    index = state.slide
  }
  expect(state.slide).toBe(slides.length - 1)
})
