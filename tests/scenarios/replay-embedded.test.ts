/** Replays the same scenarios on the embedded engine, in a headless Chromium. */
import { describe, test } from 'vitest'
import { expectToHold, scenariosOf } from './scenarios.ts'

describe.each(scenariosOf('embedded'))('%s', file => {
  test('holds on the embedded engine', () => expectToHold(file, 'embedded'))
})
