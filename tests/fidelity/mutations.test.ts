/** The scenario of each row fails where the row's behaviour is switched off. */
import { expect, test } from 'vitest'
import '../../scripts/ensure-bundles.ts'
import { replayMutant } from './mutants.ts'
import { isShown, ROWS } from './rows.ts'

const rows = ROWS.filter(isShown).map(row => [row.id, row] as const)

test.concurrent.each(rows)('%s: the scenario notices when it is switched off', async (_id, row) => {
  const { code, said } = await replayMutant(row)
  // 1: an expectation did not hold. Anything else is a replay that ended otherwise, which shows nothing.
  expect(code, said).toBe(1)
  expect(said).toContain('✗')
})
