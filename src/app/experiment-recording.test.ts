import { beforeAll, expect, test } from 'vitest'
import { runLesson } from '../../scripts/lesson-runs.ts'
import type { LessonRun } from '../lesson/lesson-run.ts'
import { Recording } from '../session/recording.ts'
import { isTold, lateLines, momentOf, shortLine } from './experiment-moments.ts'
import { RECORDED, recordExperiment } from './experiment-recording.ts'

let run: LessonRun
beforeAll(async () => {
  run = await runLesson(RECORDED)
})

test('tells your request, the freeze, five minutes and my request, in this order', () => {
  const { events } = recordExperiment(run)
  const recording = new Recording(events)
  const told = events.map((_, index) => momentOf(recording.pictureAfter(index)))
  told.push(momentOf(recording.pictureAfter(events.length)))
  expect([...new Set(told)]).toEqual(['before', 'yours', 'frozen', 'waited', 'mine'])
})

test('ends with your lines inside my request, under your request ID', () => {
  const { picture } = recordExperiment(run)
  const late = lateLines(picture)
  const [yours, mine] = picture.invocations.map(({ requestId }) => `${requestId.slice(0, 8)}…`)
  const log = picture.environments.flatMap(({ log }) => log).filter(isTold)
  expect(log.map(line => ({ ...shortLine(line), late: late.has(line.seq) }))).toEqual([
    { id: yours, rest: 'START', late: false },
    { id: yours, rest: 'INFO mail to you begins', late: false },
    { id: yours, rest: 'END', late: false },
    { id: mine, rest: 'START', late: false },
    { id: yours, rest: 'INFO mail to you sent', late: true },
    { id: yours, rest: 'INFO receipt for you written', late: true },
    { id: mine, rest: 'INFO mail to me begins', late: false },
    { id: mine, rest: 'END', late: false },
  ])
})

test('a run in which nothing comes late stops the build', () => {
  const events = 'events' in run ? run.events.filter(({ type }) => type !== 'log') : []
  expect(() => recordExperiment({ invocations: {}, events })).toThrow('writes none there')
  expect(() => recordExperiment({ problem: 'line 3: expected 200' })).toThrow('line 3')
  expect(() => recordExperiment(undefined)).toThrow('there is none')
})
