import { expect, test } from 'vitest'
import type { InvocationResult } from '../emulator/commands.ts'
import { foldPicture } from '../emulator/folds/extend-picture.ts'
import type { LessonSubject } from './lesson.ts'
import { startTicks } from './tick-state.ts'
import { foldTicks, type Sight, WAYS_FOLLOWED } from './ticks.ts'

const ANSWER: InvocationResult = {
  requestId: '00000000-0000-4000-8000-000000000000',
  start: 'warm',
  environment: 'env-1',
  initializationType: 'on-demand',
  statusCode: 200,
  functionError: null,
  throttle: null,
  payload: null,
  http: null,
  log: [],
  durationMs: 1,
  billedDurationMs: 1,
  initDurationMs: null,
}

const saw = (changed: Partial<InvocationResult>): Sight => ({
  invocation: { invocation: { ...ANSWER, ...changed }, environment: null },
})

const STEPS: LessonSubject['steps'] = [
  { id: 'cold', seen: [{ invocation: { start: 'cold' } }] },
  {
    id: 'same',
    seen: [
      { invocation: { start: 'cold' }, id: 'first' },
      { invocation: { start: 'warm', environment: { sameAs: 'first' } } },
    ],
  },
  { id: 'gone', seen: [{ invocation: {} }, { world: { alive: 0 } }] },
]

const doneAfter = (...sights: readonly Sight[]) =>
  sights.reduce((ticks, sight) => foldTicks(ticks, STEPS, sight), startTicks([])).done

test('a step of one sighting is done when it is seen', () => {
  expect(doneAfter(saw({ start: 'warm' }))).toEqual([])
  expect(doneAfter(saw({ start: 'warm' }), saw({ start: 'cold' }))).toEqual(['cold'])
})

test('sightings must come in order', () => {
  expect(doneAfter(saw({ start: 'warm' }), saw({ start: 'cold' }))).not.toContain('same')
  expect(doneAfter(saw({ start: 'cold' }), saw({ start: 'warm' }))).toContain('same')
})

test('an early request that leads nowhere does not spoil a later one', () => {
  const sights = [
    saw({ start: 'cold', environment: 'env-1' }),
    saw({ start: 'cold', environment: 'env-2' }),
    saw({ start: 'warm', environment: 'env-2' }),
  ]
  expect(doneAfter(...sights)).toContain('same')
  expect(doneAfter(...sights.slice(0, 2), saw({ start: 'warm', environment: 'env-3' }))).not.toContain('same')
})

test('the world is looked at after what came before it', () => {
  const empty: Sight = { world: foldPicture([]) }
  expect(doneAfter(empty, saw({}))).not.toContain('gone')
  expect(doneAfter(saw({}), empty)).toContain('gone')
})

test('a step that is done stays done', () => {
  const kept = startTicks(['cold'])
  expect(foldTicks(kept, STEPS, { world: foldPicture([]) })).toBe(kept)
})

test('a long session follows a bounded number of ways', () => {
  const many = Array.from({ length: 500 }, () => saw({ start: 'cold' }))
  const ticks = many.reduce((now, sight) => foldTicks(now, STEPS, sight), startTicks([]))
  expect(ticks.ways.get('same')).toHaveLength(WAYS_FOLLOWED)
})
