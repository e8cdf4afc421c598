/** An emulator for tests: runtimes that follow a script, time that is moved by hand, and what it told kept in a list. */
import { type Clock, createClock } from './clock.ts'
import type { Command, CommandReply, CommandResult, InvocationResult, Refusal } from './commands.ts'
import type { AccountConfiguration, ConfigurationRequest } from './configuration.ts'
import type { Postgres } from './database/postgres.ts'
import { createEmulator, type Emulator } from './emulator.ts'
import type { EmulatorEvent } from './events.ts'
import { createIds, seededRandom } from './ids.ts'
import { type Orders, orderedFunction } from './ordered-function.ts'
import type { PackageSource } from './packages.ts'
import {
  handTime,
  type LastWords,
  type Script,
  type ScriptedSandboxes,
  scriptedSandboxes,
} from './scripted-sandboxes.ts'
import type { PlatformTimes } from './world.ts'

/** When the clock of an emulator under test begins. */
export const ORIGIN = Date.UTC(2026, 10, 24)

/** An emulator, what it works with, and the commands that tests send most. */
export interface EmulatorUnderTest {
  readonly emulator: Emulator
  readonly clock: Clock
  readonly host: ReturnType<typeof handTime>
  readonly sandboxes: ScriptedSandboxes
  readonly events: readonly EmulatorEvent[]
  /** The events of one type. */
  told<T extends EmulatorEvent['type']>(type: T): (EmulatorEvent & { readonly type: T })[]
  /** Carries out; throws where it is refused. */
  ok(command: Command): Promise<CommandResult>
  /** The refusal; throws where there is none. */
  refusal(command: Command): Promise<Refusal>
  deploy(orders?: Orders, configuration?: ConfigurationRequest, name?: string): Promise<CommandResult>
  /** Invokes by event and waits for the answer. */
  invoke(orders?: Orders, more?: More): Promise<InvocationResult>
  idle(ms: number): Promise<CommandResult>
}

interface More {
  readonly function?: string
  readonly qualifier?: string
  readonly tenantId?: string
  readonly type?: 'RequestResponse' | 'Event' | 'DryRun'
}

interface Setting {
  readonly script?: Script
  readonly lastWords?: LastWords
  readonly account?: Partial<AccountConfiguration>
  readonly platform?: Partial<PlatformTimes>
  readonly allowedHosts?: readonly string[]
  readonly postgres?: Postgres
  readonly packages?: PackageSource
}

/** An empty account; its functions do what they are ordered unless a script is given. */
export function emulatorUnderTest({
  script = orderedFunction(),
  lastWords,
  ...given
}: Setting = {}): EmulatorUnderTest {
  const host = handTime(setImmediate)
  const clock = createClock({ host, origin: ORIGIN, mode: 'stepping' })
  const sandboxes = scriptedSandboxes(script, lastWords)
  const emulator = createEmulator({ clock, ids: createIds(seededRandom(1)), sandboxes, ...given })
  const events: EmulatorEvent[] = []
  emulator.subscribe(event => events.push(event))
  const ok = async (command: Command): Promise<CommandResult> => resultOf(await emulator.execute(command))
  return {
    emulator,
    clock,
    host,
    sandboxes,
    events,
    told: type => events.filter(event => isOf(event, type)),
    ok,
    refusal: async command => refusalOf(await emulator.execute(command)),
    deploy: (orders, configuration, name) => ok(deployment(orders, configuration, name)),
    invoke: async (orders, more) => {
      const result = await ok(invocation(orders, more))
      if (result.type !== 'invocation') throw new Error(result.type)
      return result.invocation
    },
    idle: ms => ok({ type: 'idle', ms }),
  }
}

/** The command that makes a function of these orders, or gives it new ones. */
export function deployment(orders: Orders = {}, configuration: ConfigurationRequest = {}, name = 'f') {
  const files = [{ path: 'index.mjs', text: JSON.stringify(orders) }]
  return { type: 'deploy', function: name, files, configuration } as const
}

/** The command that invokes by event. */
export function invocation(orders: Orders = {}, { function: name = 'f', tenantId, type, qualifier }: More = {}) {
  const payload = JSON.stringify(orders)
  const tenant = tenantId === undefined ? {} : { tenantId }
  const request = { kind: 'event', payload, invocationType: type ?? 'RequestResponse', ...tenant } as const
  return { type: 'invoke', function: name, request, ...(qualifier !== undefined && { qualifier }) } as const
}

function isOf<T extends EmulatorEvent['type']>(
  event: EmulatorEvent,
  type: T,
): event is EmulatorEvent & { readonly type: T } {
  return event.type === type
}

function resultOf(reply: CommandReply): CommandResult {
  if (!reply.ok) throw new Error(`${reply.refusal.type}: ${reply.refusal.message}`)
  return reply.result
}

function refusalOf(reply: CommandReply): Refusal {
  if (reply.ok) throw new Error(`It was carried out: ${JSON.stringify(reply.result)}`)
  return reply.refusal
}
