/** Random functions under random schedules: 10,000 steps hold every law. A failure is shrunk and saved as a scenario. */
import { readFileSync, rmSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readScenario } from '../../src/scenario/read-scenario.ts'
import { saveCounterexample } from './counterexample.ts'
import { creationOf, type Play, plays, stepsOf } from './generated.ts'
import { type History, runSchedule } from './history.ts'
import { brokenLaws, LAWS } from './laws.ts'

/** Any fixed number: every run of the suite walks the same plays. WARMSTART_SEED gives another. */
const SEED = Number(process.env['WARMSTART_SEED'] ?? 20_261_125)
const STEPS = 10_000
const MAX_BURSTS = 200
/** 10,000 steps take 54 s of processor time on 2 cores, 2026-11-25; a failure is shrunk besides. */
const LIMIT_MS = 300_000
/** Shrinking replays the play again and again: what is smallest by then is saved, ms. */
const SHRINK_UNTIL_MS = 240_000

interface Search {
  readonly seed: number
  readonly steps: number
  readonly maxBursts: number
  readonly verdict: (history: History) => readonly string[]
}

/** Runs plays until so many steps were taken. A play that is not well is shrunk, saved, and thrown with its path. */
async function search({ seed, steps, maxBursts, verdict }: Search): Promise<number> {
  let taken = 0
  let last: { readonly play: Play; readonly why: string } | null = null
  const holds = fc.asyncProperty(plays(maxBursts), async play => {
    if (last === null && taken >= steps) return
    taken += stepsOf(play)
    const why = verdict(await runSchedule(play.bursts, creationOf(play))).join('\n')
    if (why === '') return
    last = { play, why }
    throw new Error(why)
  })
  // Every play has a step at least, so that many are enough.
  await fc.check(holds, { seed, numRuns: steps, interruptAfterTimeLimit: SHRINK_UNTIL_MS })
  if (last === null) return taken
  const { play, why } = last as { readonly play: Play; readonly why: string }
  throw new Error(
    `seed ${seed}: ${why}\nreplay it: npm run -s warmstart -- replay ${saveCounterexample(play, seed, why)}`,
  )
}

test('every law holds on random functions', { timeout: LIMIT_MS }, async () => {
  const taken = await search({ seed: SEED, steps: STEPS, maxBursts: MAX_BURSTS, verdict: brokenLaws(LAWS) })
  console.info(`seed ${SEED}: ${taken} steps`)
  expect(taken).toBeGreaterThanOrEqual(STEPS)
})

test('a broken law is found, shrunk and saved as a scenario file', async () => {
  const seed = 1
  const noThrow = (history: History) =>
    history.some(event => event.type === 'invocation-ended' && event.functionError !== null) ? ['no error ever'] : []
  const failure: unknown = await search({ seed, steps: 400, maxBursts: 10, verdict: noThrow }).catch(error => error)
  const path = /replay (\S+\.yaml)$/.exec(String(failure))?.[1] ?? ''
  expect(String(failure)).toContain('seed 1: no error ever')
  expect(path).toContain('.cache/counterexamples/')
  const { scenario } = readScenario(readFileSync(path, 'utf8'), path)
  expect(scenario.steps.length).toBeLessThanOrEqual(2)
  rmSync(path)
})
