/** One function on one engine, as the cases of the contract hold it. */
import type { Command, CommandResult, InvocationResult } from '../emulator/commands.ts'
import type { ConfigurationRequest } from '../emulator/configuration.ts'
import type { EmulatorEvent } from '../emulator/events.ts'
import type { Link } from '../link/link.ts'

/** Path below `/var/task` to text. */
export type Files = Readonly<Record<string, string>>

/** A deployed function. */
export interface Subject {
  /** Invokes it; the whole outcome. */
  invoke(event?: unknown): Promise<InvocationResult>
  /** Invokes it; what it returned, or its error object. */
  answer(event?: unknown): Promise<unknown>
  /** Lets virtual ms pass. */
  idle(ms: number): Promise<void>
  /** The events of its environments so far. */
  events(): readonly EmulatorEvent[]
}

/** Deploys functions on the engine under test. A text alone is `index.mjs`. */
export type Deploy = (files: Files | string, configuration?: ConfigurationRequest) => Promise<Subject>

/** Deploys over a link, each function under a name of its own. Calls reject where the emulator refuses. */
export function deployOver(link: Link): Deploy {
  let functions = 0
  const events: EmulatorEvent[] = []
  link.subscribe(more => events.push(...more))
  const send = async (command: Command): Promise<CommandResult> => {
    const reply = await link.send(command)
    if (!reply.ok) throw new Error(`${reply.refusal.type}: ${reply.refusal.message}`)
    return reply.result
  }
  return async (given, configuration = {}) => {
    const name = `f${++functions}`
    const began = events.length
    const files = typeof given === 'string' ? { 'index.mjs': given } : given
    const list = Object.entries(files).map(([path, text]) => ({ path, text }))
    await send({ type: 'deploy', function: name, files: list, configuration })
    const invoke = async (event: unknown = {}): Promise<InvocationResult> => {
      const request = { kind: 'event', payload: JSON.stringify(event), invocationType: 'RequestResponse' } as const
      const result = await send({ type: 'invoke', function: name, request })
      if (result.type !== 'invocation') throw new Error(`answered as ${result.type}`)
      return result.invocation
    }
    return {
      invoke,
      answer: async event => JSON.parse((await invoke(event)).payload ?? 'null'),
      idle: async ms => void (await send({ type: 'idle', ms })),
      events: () => events.slice(began),
    }
  }
}
