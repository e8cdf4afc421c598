import { describe, expect, test } from 'vitest'
import { type EnvironmentState, IllegalTransition, LIFECYCLE, nextState, type Signal } from './lifecycle.ts'

const SIGNALS: readonly Signal[] = [
  'init-succeeded',
  'init-failed',
  'init-timed-out',
  'invoke',
  'responded',
  'timed-out',
  'runtime-exited',
  'reclaim',
]

/** Every state with every signal it takes, written out a second time: a change of the table must be meant. */
const EXPECTED: Readonly<Record<EnvironmentState, readonly string[]>> = {
  initializing: [
    'init-succeeded → frozen',
    'init-failed → runtime-ended',
    'init-timed-out → runtime-ended',
    'runtime-exited → runtime-ended',
  ],
  frozen: ['invoke → running', 'runtime-exited → runtime-ended', 'reclaim → reclaimed'],
  running: ['responded → frozen', 'timed-out → runtime-ended', 'runtime-exited → runtime-ended'],
  'runtime-ended': ['invoke → reinitializing', 'reclaim → reclaimed'],
  reinitializing: [
    'init-succeeded → running',
    'init-failed → runtime-ended',
    'timed-out → runtime-ended',
    'runtime-exited → runtime-ended',
  ],
  reclaimed: [],
}

function allowed(state: EnvironmentState): string[] {
  return SIGNALS.flatMap(signal => {
    try {
      return [`${signal} → ${nextState(state, signal)}`]
    } catch (error) {
      if (error instanceof IllegalTransition) return []
      throw error
    }
  })
}

const STATES = Object.keys(EXPECTED).filter((state): state is EnvironmentState => state in LIFECYCLE)

describe('the lifecycle table', () => {
  test('has no state that is not walked here', () => {
    expect(Object.keys(LIFECYCLE).sort()).toEqual([...STATES].sort())
  })

  test.each(STATES)('from %s takes exactly the listed signals', state => {
    expect(allowed(state)).toEqual(EXPECTED[state])
  })

  const ILLEGAL = STATES.flatMap(state => SIGNALS.map(signal => [state, signal] as const)).filter(
    ([state, signal]) => !EXPECTED[state].some(line => line.startsWith(`${signal} `)),
  )

  test.each(ILLEGAL)('from %s names what was allowed when %s is not', (state, signal) => {
    const takes = Object.keys(LIFECYCLE[state]).join(', ') || 'nothing'
    expect(() => nextState(state, signal)).toThrow(
      `An environment that is ${state} cannot take "${signal}"; it takes ${takes}.`,
    )
  })
})
