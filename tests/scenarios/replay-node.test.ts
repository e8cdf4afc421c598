/** Replays every scenario on the node engine. */
import { describe, test } from 'vitest'
import { expectToHold, SCENARIOS } from './scenarios.ts'

describe.each(SCENARIOS)('%s', file => {
  test('holds on the node engine', () => expectToHold(file, 'node'))
})
