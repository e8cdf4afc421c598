/** Runs a schedule on the node engine and keeps everything that was seen. */
import '../../scripts/ensure-bundles.ts'
import type { Command } from '../../src/emulator/commands.ts'
import type { EmulatorEvent } from '../../src/emulator/events.ts'
import { startHome } from '../../src/homes/node.ts'
import { ASYNC_TAIL, type Burst, CREATION, commandOf } from './schedule.ts'
import type { Note } from './subject.ts'

/** The list of events, in order. */
export type History = readonly EmulatorEvent[]

/** Runs it in an emulator of its own, under the stepping clock. Refusals are fine: they do nothing. */
export async function runSchedule(schedule: readonly Burst[], creation: Command = CREATION): Promise<History> {
  const link = startHome({ account: {}, clock: 'stepping', origin: Date.UTC(2026, 10, 24), seed: 1 })
  const history: EmulatorEvent[] = []
  link.subscribe(events => history.push(...events))
  try {
    await link.send(creation)
    for (const burst of schedule) await Promise.all(burst.map(planned => link.send(commandOf(planned))))
    await link.send(ASYNC_TAIL)
  } finally {
    await link.close()
  }
  return history
}

/** The events of each environment, by id. */
export function byEnvironment(history: History): ReadonlyMap<string, History> {
  const lists = new Map<string, EmulatorEvent[]>()
  for (const event of history) {
    if (!('environment' in event) || event.environment === null) continue
    const list = lists.get(event.environment) ?? []
    list.push(event)
    lists.set(event.environment, list)
  }
  return lists
}

/** What a line of the subject notes; null for a line of the platform or of the runtime client. */
export function noteOf(event: EmulatorEvent): Note | null {
  if (event.type !== 'log' || event.source !== 'function') return null
  const text = event.line.split('\tINFO\t')[1]
  return text === undefined ? null : JSON.parse(text)
}
