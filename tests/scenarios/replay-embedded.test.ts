/** Replays the same scenarios on the embedded engine, in a headless Chromium. */
import { basename } from 'node:path'
import { describe, test } from 'vitest'
import { expectToHold, SCENARIOS } from './scenarios.ts'

/** Chromium gives a worker gigabytes before it ends it, so that small objects run into the time-out first. */
const NODE_ONLY = ['out-of-memory.yaml']

describe.each(SCENARIOS.filter(file => !NODE_ONLY.includes(basename(file))))('%s', file => {
  test('holds on the embedded engine', () => expectToHold(file, 'embedded'))
})
