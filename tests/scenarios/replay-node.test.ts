/** Replays every scenario on the node engine. */
import { describe, test } from 'vitest'
import { expectToHold, scenariosOf } from './scenarios.ts'

describe.each(scenariosOf('node'))('%s', file => {
  test('holds on the node engine', () => expectToHold(file, 'node'))
})
