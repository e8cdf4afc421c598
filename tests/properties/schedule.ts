/** Random schedules: bursts of actions that begin at one moment, one burst after another. */
import fc from 'fast-check'
import type { Command, LaterCommand } from '../../src/emulator/commands.ts'
import { programFiles, type Route } from './pieces.ts'
import { ENDS, type Orders, subjectFiles, type Version } from './subject.ts'

/** Every function of a schedule has this name. */
export const NAME = 'subject'

/** What is asked, short enough to be read in a counterexample. Times in virtual ms. */
export type Action =
  | { readonly invoke: Orders; readonly type: 'RequestResponse' | 'Event' }
  | { readonly call: { readonly mark: number; readonly route: number }; readonly type: 'RequestResponse' | 'Event' }
  | { readonly idle: number }
  | { readonly deploy: Version }
  | { readonly program: readonly Route[] }
  | { readonly timeout: number }
  | { readonly reserve: number | null }

/** An action and how long after the beginning of its burst it comes. */
export interface Planned {
  readonly after: number
  readonly action: Action
}

/** Actions that are sent at one moment; the next burst waits until all are answered. */
export type Burst = readonly Planned[]

const orders: fc.Arbitrary<Orders> = fc.record({
  mark: fc.integer({ min: 1, max: 999_999 }),
  timers: fc.array(fc.constantFrom(5, 5, 80, 900, 4_000, 400_000), { maxLength: 3 }),
  tmp: fc.array(
    fc.record({ file: fc.constantFrom('a', 'b', 'c'), text: fc.option(fc.string({ maxLength: 12 }), { freq: 3 }) }),
    { maxLength: 3 },
  ),
  waits: fc.constantFrom(0, 0, 0, 30, 600, 1_200),
  end: fc.oneof({ weight: 6, arbitrary: fc.constant('return' as const) }, fc.constantFrom(...ENDS)),
})

const type = fc.constantFrom('RequestResponse', 'RequestResponse', 'RequestResponse', 'RequestResponse', 'Event')
const versions = fc.constantFrom('good', 'good', 'good', 'slow-init', 'broken-init', 'endless-init')

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ invoke: orders, type }) },
  { weight: 4, arbitrary: fc.record({ idle: fc.constantFrom(20, 700, 5_000, 60_000, 350_000, 900_000) }) },
  { weight: 1, arbitrary: fc.record({ deploy: versions }) },
  { weight: 1, arbitrary: fc.record({ timeout: fc.constantFrom(1, 2, 15) }) },
  { weight: 1, arbitrary: fc.record({ reserve: fc.constantFrom(0, 1, 2, null) }) },
)

const planned: fc.Arbitrary<Planned> = fc.record({ after: fc.constantFrom(0, 0, 10, 300, 1_000), action })

export const schedules: fc.Arbitrary<readonly Burst[]> = fc.array(fc.array(planned, { minLength: 1, maxLength: 3 }), {
  minLength: 3,
  maxLength: 9,
})

/** Creates the function. */
export const CREATION: Command = {
  type: 'deploy',
  function: NAME,
  files: subjectFiles('good'),
  configuration: { timeout: 2 },
}

/** Virtual ms after which nothing that a schedule asked for is queued any more. */
export const ASYNC_TAIL: Command = { type: 'idle', ms: 1_200_000 }

export function commandOf({ action, after }: Planned): Command {
  const command = immediate(action)
  return after === 0 ? command : { type: 'later', ms: after, command }
}

function immediate(action: Action): LaterCommand['command'] {
  if ('idle' in action) return { type: 'idle', ms: action.idle }
  if ('deploy' in action) return { type: 'deploy', function: NAME, files: subjectFiles(action.deploy) }
  if ('program' in action) return { type: 'deploy', function: NAME, files: programFiles(action.program) }
  if ('timeout' in action) return { type: 'configure', function: NAME, configuration: { timeout: action.timeout } }
  if ('reserve' in action) return { type: 'reserve', function: NAME, concurrency: action.reserve }
  const payload = JSON.stringify('call' in action ? action.call : action.invoke)
  return { type: 'invoke', function: NAME, request: { kind: 'event', payload, invocationType: action.type } }
}
