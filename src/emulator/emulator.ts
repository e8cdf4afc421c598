/**
 * The emulator: what Lambda does between a request and its answer, and between two requests.
 *
 * Nouns: a *function* has a latest *revision* (code and configuration) and published versions; an *environment* belongs
 * to one revision and holds `/tmp`, a log stream and a replaceable *runtime*; an *invocation* occupies one environment.
 * Commands go in, one numbered list of events comes out. Time, ids and sandboxes are handed in.
 */
import { requestAllowance } from './allowance.ts'
import type { Clock } from './clock.ts'
import type { Command, CommandReply, CommandResult, HandOverCommand } from './commands.ts'
import { type AccountConfiguration, DEFAULT_ACCOUNT } from './configuration.ts'
import { Database } from './database/database.ts'
import type { Postgres } from './database/postgres.ts'
import type { EmulatorEvent } from './events.ts'
import { deploy, publish, reserve, updateConfiguration } from './functions.ts'
import { type HandOver, handOver, takeOver } from './hand-over.ts'
import type { Ids } from './ids.ts'
import { Outside } from './outside.ts'
import { PackageShelf, type PackageSource } from './packages.ts'
import { provision } from './provision.ts'
import { Refused } from './refusals.ts'
import { request } from './requests.ts'
import type { SandboxProvider, SourceFile } from './sandbox.ts'
import type { PlatformTimes, World } from './world.ts'

/** What an emulator is given from outside: clock, ids, sandboxes and the account. */
export interface EmulatorOptions {
  readonly clock: Clock
  readonly ids: Ids
  readonly sandboxes: SandboxProvider
  readonly account?: Partial<AccountConfiguration>
  /** Simulated platform time in ms; none unless asked. */
  readonly platform?: Partial<PlatformTimes>
  /** Hosts that the function's `fetch` may reach; none unless asked. */
  readonly allowedHosts?: readonly string[]
  /** The home's Postgres, for an account with a database. */
  readonly postgres?: Postgres
  /** Where the home has the packages that functions may import without bringing them. */
  readonly packages?: PackageSource
  /** What another emulator handed over, if this one goes on where that one ended. */
  readonly resume?: HandOver
}

/** A Lambda account in one region: takes commands, tells events. */
export interface Emulator {
  /** Carries out a command. Refusals are replies; it rejects only for a defect of the emulator itself. */
  execute(command: Command): Promise<CommandReply>
  /** Calls back with every event from now on, as it happens. Returns a function that ends it. */
  subscribe(listener: (event: EmulatorEvent) => void): () => void
  /** Ends every runtime; resolves when they are gone. */
  close(): Promise<void>
}

/** An emulator with an empty account. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const listeners = new Set<(event: EmulatorEvent) => void>()
  let seq = options.resume?.seq ?? 0
  let time = options.resume?.time ?? Number.NEGATIVE_INFINITY
  let underWay = 0
  const emit: World['emit'] = body => {
    time = Math.max(time, options.clock.now())
    const event: EmulatorEvent = { ...body, seq: ++seq, time }
    for (const listener of listeners) listener(event)
  }
  const world = createWorld(options, emit)
  if (options.resume !== undefined) takeOver(world, options.resume)
  const execute: Emulator['execute'] = command => {
    if (command.type === 'hand-over') return reply(() => handedOver(world, { seq: () => seq, underWay }))
    underWay++
    const answered = (): void => {
      underWay--
    }
    const carriedOut = reply(() => carryOut(world, command))
    carriedOut.then(answered, answered)
    return carriedOut
  }
  return {
    execute,
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => close(world),
  }
}

function createWorld(options: EmulatorOptions, emit: World['emit']): World {
  const { clock, ids, sandboxes } = options
  const account = { ...DEFAULT_ACCOUNT, ...options.account }
  return {
    clock,
    ids,
    sandboxes,
    account,
    platform: { environmentMs: 0, runtimeMs: 0, ...options.platform },
    allowedHosts: options.allowedHosts ?? [],
    runtimeVersionHash: options.resume?.runtimeVersionHash ?? ids.hex(64),
    functions: new Map(),
    requests: requestAllowance(account.concurrency),
    environments: new Set(),
    endings: new Set(),
    nextEnvironment: options.resume?.nextEnvironment ?? 1,
    queued: 0,
    outside: new Outside(clock, emit, options.resume?.outside),
    database: new Database({ clock, emit, configuration: account.database, postgres: options.postgres ?? null }),
    packages: new PackageShelf(options.packages ?? null),
    emit,
  }
}

async function reply(work: () => CommandResult | Promise<CommandResult>): Promise<CommandReply> {
  try {
    return { ok: true, result: await work() }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal }
    throw error
  }
}

function handedOver(world: World, state: Parameters<typeof handOver>[1]): CommandResult {
  return { type: 'handed-over', state: handOver(world, state) }
}

async function carryOut(world: World, command: Exclude<Command, HandOverCommand>): Promise<CommandResult> {
  switch (command.type) {
    case 'deploy':
      await provide(world, command.files)
      return deploy(world, command)
    case 'configure':
      return updateConfiguration(world, command)
    case 'reserve':
      return reserve(world, command)
    case 'publish':
      return publish(world, command)
    case 'provision':
      return provision(world, command)
    case 'invoke':
      return { type: 'invocation', invocation: await request(world, command) }
    case 'idle':
      await world.clock.skip(command.ms, command.skip ?? false)
      world.emit({ type: 'time-skipped', ms: command.ms })
      return { type: 'done' }
    case 'clock':
      world.clock.setMode(command.mode)
      return { type: 'done' }
    case 'later':
      await world.clock.skip(command.ms, false)
      return carryOut(world, command.command)
  }
}

/** What a function imports and its files lack is there before it is; with a client of the database, the database. */
async function provide(world: World, files: readonly SourceFile[]): Promise<void> {
  const names = await world.packages.fetchFor(files)
  if (names.includes('pg')) await world.database.open()
}

async function close(world: World): Promise<void> {
  for (const { runtime } of world.environments) if (runtime !== null) world.endings.add(runtime.stop())
  await Promise.all(world.endings)
  await world.database.close()
  await world.sandboxes.close()
}
