/** A script of a session is a scenario that the reader of scenarios takes, and that a session runs again. */
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { createClock } from '../emulator/clock.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { createIds, seededRandom } from '../emulator/ids.ts'
import { orderedFunction } from '../emulator/ordered-function.ts'
import { handTime, scriptedSandboxes } from '../emulator/scripted-sandboxes.ts'
import { freeSubject } from '../lesson/free-subject.ts'
import type { Engine } from '../link/engine.ts'
import { linkByFunctionCall } from '../link/function-call.ts'
import { readScenario } from '../scenario/read-scenario.ts'
import { Playground } from './playground.ts'
import { decodeLink, WrongLink } from './read-link.ts'
import { runAgain } from './run-again.ts'
import { scriptOf } from './script.ts'
import { encodeLink, LINK_PREFIX } from './shared-link.ts'

async function engine(): Promise<Engine> {
  const host = handTime(callback => setImmediate(callback))
  const clock = createClock({ host, origin: Date.UTC(2026, 10, 24), mode: 'stepping' })
  const ids = createIds(seededRandom(1))
  const link = linkByFunctionCall(createEmulator({ clock, ids, sandboxes: scriptedSandboxes(orderedFunction()) }))
  const state = { kind: 'ready', blocking: true, isolated: true } as const
  return { name: 'node', start: async () => link, state, onState: () => () => {}, dispose: () => link.close() }
}

function playground(): Playground {
  // An ordered function's code is the orders of its init.
  const subject = { ...freeSubject('en'), files: { 'index.mjs': '{}' } }
  return new Playground({ subject, engine, storage: null, environmentLimit: 50 })
}

const ORDERS = '{"result":"ok"}'
const event = (payload: string) => ({ kind: 'event', payload, invocationType: 'RequestResponse' }) as const

async function doThings(session: Playground): Promise<void> {
  await session.request([event(ORDERS)])
  await session.request([event(ORDERS), event(ORDERS)])
  await session.run([{ type: 'idle', ms: 900_000, skip: true }])
  await session.configure({ timeout: 9 })
  await session.configure({ timeout: 901 })
  await session.publish()
  await session.provision('1', 1)
  await session.request([event(ORDERS)], '1')
}

test('what was done is a scenario with what was seen', async () => {
  const session = playground()
  await doThings(session)
  const script = scriptOf(session, { expect: true })
  const { scenario } = readScenario(JSON.stringify(script), 'script')
  expect(scenario.steps.map(step => ('together' in step ? step.together.length : step.action.kind))).toEqual([
    'invoke',
    2,
    'idle',
    'configure',
    'configure',
    'publish',
    'provision',
    'invoke',
  ])
  expect(script.steps).toMatchObject([
    { expect: { start: 'cold', environment: 'env-1' } },
    { together: [{ expect: { start: 'warm' } }, { expect: { start: 'cold', environment: 'env-2' } }] },
    { idle: '15m' },
    { configure: { timeout: 9 } },
    { configure: { timeout: 901 }, expect: { refused: { type: 'ValidationException' } } },
    { publish: '1' },
    { provision: { qualifier: '1', count: 1 }, expect: { status: 'READY' } },
    { invoke: { qualifier: '1' }, expect: { start: 'warm' } },
  ])
})

test('a link brings code and actions to another session, which runs them only when told', async () => {
  const first = playground()
  await doThings(first)
  first.edit('index.mjs', '{"logs":["changed"]}')
  const scenario = await decodeLink((await encodeLink(scriptOf(first, { expect: false }))) ?? '')
  const second = playground()
  expect(second.record.sent).toEqual([])
  await runAgain(second, scenario)
  const summary = (session: Playground) =>
    session.$picture.get().invocations.map(({ start, environment }) => `${start} ${environment}`)
  expect(summary(second)).toEqual(summary(first))
  expect(second.$versions.get()).toEqual(['1'])
  expect(second.$files.get()).toEqual({ 'index.mjs': '{"logs":["changed"]}' })
})

test.each([
  ['something else', '#top', /does not begin/],
  ['a cut link', `${LINK_PREFIX}abc`, /cut or changed/],
  ['signs that are no base64', `${LINK_PREFIX}%%%`, /cut or changed/],
  ['too long a link', LINK_PREFIX + 'a'.repeat(40_000), /longer than/],
])('%s is refused', async (_what, hash, message) => {
  await expect(decodeLink(hash)).rejects.toThrow(message)
})

test.each([
  ['unknown keys', { files: {}, steps: [], secret: 1 }, /secret/],
  ['a folder', { files: 'start', steps: [] }, /names a folder/],
  ['a load', { files: {}, steps: Array.from({ length: 501 }, () => ({ idle: '1s' })) }, /more than 500/],
  ['a crowd', { files: {}, steps: [{ together: Array.from({ length: 51 }, () => ({ idle: '1s' })) }] }, /at once/],
  ['a bomb', { files: { 'index.mjs': ' '.repeat(1_000_001) }, steps: [] }, /unfolds/],
])('%s in a link is refused', async (_what, script, message) => {
  const link = linkOf(script)
  const wrong = decodeLink(link)
  await expect(wrong).rejects.toThrow(WrongLink)
  await expect(wrong).rejects.toThrow(message)
})

/** A link as somebody else might make it. */
function linkOf(value: object): string {
  const bytes = deflateRawSync(JSON.stringify(value))
  return LINK_PREFIX + bytes.toString('base64url')
}

test('what is too much for an address is no link', async () => {
  const random = seededRandom(7)
  const text = Array.from({ length: 60_000 }, () => String.fromCharCode(33 + Math.floor(random() * 90))).join('')
  expect(await encodeLink({ files: { 'index.mjs': text }, steps: [] })).toBeNull()
})
