import { expect, test } from 'vitest'
import { createClock } from '../emulator/clock.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { createIds, seededRandom } from '../emulator/ids.ts'
import { orderedFunction } from '../emulator/ordered-function.ts'
import { handTime, scriptedSandboxes } from '../emulator/scripted-sandboxes.ts'
import { linkByFunctionCall } from '../link/function-call.ts'
import type { EngineFactory } from './engine-seat.ts'
import { Session } from './session.ts'
import { FUNCTION } from './study-command.ts'

const engine: EngineFactory = async account => {
  const clock = createClock({ host: handTime(setImmediate), origin: 0, mode: 'stepping' })
  const sandboxes = scriptedSandboxes(orderedFunction())
  const link = linkByFunctionCall(createEmulator({ clock, ids: createIds(seededRandom(1)), sandboxes, account }))
  return {
    name: 'embedded',
    state: { kind: 'ready', blocking: true, isolated: true },
    start: async () => link,
    onState: () => () => {},
    dispose: async () => {},
  }
}

test('commands that provision more environments than this device bears are not sent', async () => {
  const subject = {
    lesson: '020-test',
    title: '',
    locale: 'en' as const,
    files: { 'index.mjs': '{}' },
    solution: {},
    activeFile: 'index.mjs',
    query: '',
    configuration: {},
    account: {},
    steps: [],
  }
  const session = new Session({ subject, engine, storage: null, environmentLimit: 5 })
  await session.run([{ type: 'publish', function: FUNCTION }])
  const provision = { type: 'provision', function: FUNCTION, qualifier: '1', count: 6 } as const
  expect(await session.run([provision])).toEqual([null])
  expect(session.$notice.get()).toEqual({ kind: 'device-limit', limit: 5 })
  expect(await session.run([{ type: 'later', ms: 1, command: provision }])).toEqual([null])
  expect(session.$picture.get().environments).toEqual([])
})
