/** Random schedules on the node engine: whatever is asked, the laws hold. A failure prints seed and smallest schedule. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runSchedule } from './history.ts'
import { brokenLaws, LAWS } from './laws.ts'
import { schedules } from './schedule.ts'

/** Any fixed number: every run of the suite walks the same schedules. */
const SEED = 20_261_124
const RUNS = 40

test('every law holds on random schedules', async () => {
  const holds = fc.asyncProperty(schedules, async schedule => {
    const history = await runSchedule(schedule)
    expect(brokenLaws(LAWS)(history)).toEqual([])
  })
  await fc.assert(holds, { seed: SEED, numRuns: RUNS, endOnFailure: false })
})
