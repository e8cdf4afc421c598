/** Random schedules on the node engine: whatever is asked, the laws hold. A failure prints seed and smallest schedule. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runSchedule } from './history.ts'
import { LAWS } from './laws.ts'
import { schedules } from './schedule.ts'

/** Any fixed number: every run of the suite walks the same schedules. */
const SEED = 20_261_124
const RUNS = 40

test('every law holds on random schedules', async () => {
  const holds = fc.asyncProperty(schedules, async schedule => {
    const history = await runSchedule(schedule)
    const broken = Object.entries(LAWS).flatMap(([sentence, law]) => verdict(sentence, () => law(history)))
    expect(broken).toEqual([])
  })
  await fc.assert(holds, { seed: SEED, numRuns: RUNS, endOnFailure: false })
})

function verdict(sentence: string, law: () => void): string[] {
  try {
    law()
    return []
  } catch (error) {
    return [`${sentence}: ${String(error)}`]
  }
}
