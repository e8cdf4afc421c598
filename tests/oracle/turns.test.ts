import { expect, test } from 'vitest'
import type { Sandbox, SandboxCommand, SandboxProvider, SandboxReport } from '../../src/emulator/sandbox.ts'
import { SteadyTime } from './steady-time.ts'
import { takingTurns } from './turns.ts'

/** Guests that do nothing by themselves: what they were told, and how to report for them. */
class Scripted {
  readonly told: string[] = []
  readonly reports: ((report: SandboxReport) => void)[] = []
  readonly provider: SandboxProvider = {
    engine: 'node',
    start: (_options, report) => {
      const guest = this.reports.push(report) - 1
      return { send: command => this.told.push(`${guest} ${command.type}`), stop: async () => {} }
    },
    close: async () => {},
  }
}

const ADVANCE: SandboxCommand = { type: 'advance', now: 1 }
const WAITING = (due: number): SandboxReport => ({ type: 'waiting', now: 0, due })
const hops = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await new Promise(resolve => setImmediate(resolve))
}

function playing(now = 0) {
  const scripted = new Scripted()
  const time = new SteadyTime(() => 0)
  time.stop()
  const provider = takingTurns(scripted.provider, time, () => now)
  const heard: string[] = []
  const start = (guest: number): Sandbox =>
    provider.start({ memoryBytes: 1 }, report => heard.push(`${guest} ${report.type}`))
  return { scripted, time, heard, guests: [start(0), start(1), start(2)] as const }
}

test('guests do their steps one after another, in the order they were told', async () => {
  const { scripted, guests } = playing()
  for (const guest of [guests[2], guests[0], guests[1]]) guest.send(ADVANCE)
  await hops()
  expect(scripted.told).toEqual(['2 advance'])
  scripted.reports[2]?.({ type: 'log', now: 0, requestId: null, line: 'no end of a turn' })
  await hops()
  expect(scripted.told).toEqual(['2 advance'])
  scripted.reports[2]?.(WAITING(5))
  await hops()
  expect(scripted.told).toEqual(['2 advance', '0 advance'])
})

test('one that is stopped has no turn, and keeps nobody from theirs', async () => {
  const { scripted, guests } = playing()
  for (const guest of guests) guest.send(ADVANCE)
  await hops()
  await guests[1].stop()
  await guests[0].stop()
  await hops()
  expect(scripted.told).toEqual(['0 advance', '2 advance'])
})

test('where time goes on by itself, the others have their turn and who waits comes to its time', async () => {
  const { scripted, time, heard, guests } = playing(100)
  guests[0].send(ADVANCE)
  await hops()
  scripted.reports[0]?.(WAITING(100))
  guests[1].send(ADVANCE)
  guests[2].send(ADVANCE)
  await hops()
  expect(scripted.told).toEqual(['0 advance', '1 advance'])
  time.onFlow()
  await hops()
  expect(scripted.told).toEqual(['0 advance', '1 advance', '2 advance'])
  // The emulator hears that it runs again, or it would take it for waiting.
  expect(heard).toEqual(['0 waiting', '0 started'])
})
