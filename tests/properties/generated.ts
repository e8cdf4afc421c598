/** Random functions, put together from small pieces, and long schedules over them. */
import fc from 'fast-check'
import type { Command } from '../../src/emulator/commands.ts'
import { type Piece, programFiles, type Route } from './pieces.ts'
import { type Action, type Burst, NAME } from './schedule.ts'

/** A function and what is asked of it. */
export interface Play {
  readonly program: readonly Route[]
  readonly bursts: readonly Burst[]
}

const file = fc.constantFrom('a', 'b', 'c')
const text = fc.string({ maxLength: 8 })
const ms = fc.constantFrom(5, 80, 900, 4_000, 400_000)

const gentle: fc.Arbitrary<Piece> = fc.oneof(
  fc.record({ piece: fc.constantFrom('write' as const, 'append' as const), file, text }),
  fc.record({ piece: fc.constantFrom('read' as const, 'delete' as const), file }),
  fc.record({ piece: fc.constantFrom('timer' as const, 'unawaited' as const), ms }),
  fc.record({ piece: fc.constant('wait' as const), ms: fc.constantFrom(1, 30, 600) }),
)
const ending: fc.Arbitrary<Piece> = fc.record({
  piece: fc.constantFrom('throw' as const, 'throw' as const, 'exit' as const, 'time-out' as const, 'reject' as const),
})
const route: fc.Arbitrary<Route> = fc.oneof(
  { weight: 29, arbitrary: fc.array(gentle, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.tuple(gentle, ending) },
)
/** As many as an event can choose from. */
const ROUTES = 4
const program = fc.array(route, { minLength: ROUTES, maxLength: ROUTES })

const call = fc.record({ mark: fc.integer({ min: 1, max: 999_999 }), route: fc.nat(ROUTES - 1) })
const type = fc.constantFrom('RequestResponse', 'RequestResponse', 'RequestResponse', 'RequestResponse', 'Event')
/** New code and configuration are rare: each costs a thread or more, and the steps between are what the laws are about. */
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 160, arbitrary: fc.record({ call, type }) },
  { weight: 32, arbitrary: fc.record({ idle: fc.constantFrom(20, 700, 5_000, 60_000, 350_000) }) },
  { weight: 1, arbitrary: fc.record({ program }) },
  { weight: 1, arbitrary: fc.record({ timeout: fc.constantFrom(1, 2, 15) }) },
  { weight: 4, arbitrary: fc.record({ reserve: fc.constantFrom(0, 1, 2, null) }) },
)
const planned = fc.record({ after: fc.constantFrom(0, 0, 10, 300), action })

/** A function and at most so many bursts of one to three steps. */
export function plays(maxBursts: number): fc.Arbitrary<Play> {
  const burst = fc.array(planned, { minLength: 1, maxLength: 3 })
  return fc.record({ program, bursts: fc.array(burst, { minLength: 1, maxLength: maxBursts, size: 'max' }) })
}

/** Steps of a play: its actions, those of a burst counted one by one. */
export function stepsOf({ bursts }: Play): number {
  return bursts.flat().length
}

/** Creates the play's function. */
export function creationOf({ program: routes }: Play): Command {
  return { type: 'deploy', function: NAME, files: programFiles(routes), configuration: { timeout: 2 } }
}
