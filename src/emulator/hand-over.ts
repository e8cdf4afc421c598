/**
 * One emulator takes over from another (the learner changed to a second engine), so that the one list of events goes on:
 * the next event has the next number, the next environment the next name, and time does not fall.
 */

import { requestAllowance, scalingAllowance } from './allowance.ts'
import type { FunctionConfiguration } from './configuration.ts'
import { Refused } from './refusals.ts'
import type { SourceFile } from './sandbox.ts'
import { arnOf, type World } from './world.ts'

/** A function as it is handed over: its latest revision, and what is set on it. */
export interface HandedFunction {
  readonly name: string
  readonly urlId: string
  readonly files: readonly SourceFile[]
  readonly configuration: FunctionConfiguration
  readonly reserved: number | null
}

/** All that the next emulator must know: plain data. */
export interface HandOver {
  /** Number of the last event. */
  readonly seq: number
  /** Virtual epoch ms of now. */
  readonly time: number
  /** The next environment is `env-` and this number. */
  readonly nextEnvironment: number
  /** A seed that the ids of the next emulator may be drawn from, where this one's are repeatable. */
  readonly seed: number
  readonly runtimeVersionHash: string
  readonly functions: readonly HandedFunction[]
  /** Keys of the store outside, and their values as JSON texts. */
  readonly outside: readonly (readonly [string, string])[]
}

/** Seeds are 32 bits. */
const SEED_HEX_DIGITS = 8

/**
 * Reclaims what lives and gives what the next emulator needs. Throws `Refused` while something runs or is queued, or
 * while what cannot be handed over lives: a published version, a provisioned environment. Nothing has happened then.
 * `underWay` counts the other commands that are not answered yet.
 */
export function handOver(world: World, { seq, underWay }: { seq: () => number; underWay: number }): HandOver {
  const reason = obstacle(world, underWay)
  if (reason !== null) throw refusal(reason)
  for (const environment of [...world.environments]) environment.retire('new-code')
  const { runtimeVersionHash, nextEnvironment } = world
  const functions = [...world.functions.values()].map(({ name, urlId, latest, reserved }) => {
    const { files, configuration } = latest
    return { name, urlId, files, configuration, reserved }
  })
  const seed = Number.parseInt(world.ids.hex(SEED_HEX_DIGITS), 16)
  const { values: outside } = world.outside
  return { seq: seq(), time: world.clock.now(), nextEnvironment, seed, runtimeVersionHash, functions, outside }
}

function obstacle(world: World, underWay: number): string | null {
  const records = [...world.functions.values()]
  if (underWay > 0) return 'A command is under way.'
  if (world.database.isOpen) return 'The database lives here.'
  if (world.queued > 0) return 'An asynchronous request is queued.'
  if ([...world.environments].some(({ occupant, state }) => occupant !== null || state === 'initializing')) {
    return 'An environment is at work.'
  }
  // Provisioned environments are those of a published version.
  if (records.some(({ versions }) => versions.size > 0)) return 'A published version lives here.'
  return null
}

function refusal(message: string): Refused {
  const hint = 'Wait until nothing runs, or start afresh with the other engine.'
  return new Refused({ type: 'ResourceConflictException', statusCode: 409, message, key: null, hint })
}

/** Puts the functions in place that were handed over; nothing is told of them again. */
export function takeOver(world: World, { functions }: HandOver): void {
  for (const { name, urlId, files, configuration, reserved } of functions) {
    const latest = { function: name, version: '$LATEST', files, configuration }
    const requests = reserved === null ? null : requestAllowance(reserved)
    const fresh = {
      versions: new Map(),
      provisioned: new Map(),
      scaling: scalingAllowance(world.account.scalingRate),
      requests,
    }
    world.functions.set(name, { name, arn: arnOf(name), urlId, latest, reserved, ...fresh })
  }
}
