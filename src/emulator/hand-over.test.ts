import { describe, expect, test } from 'vitest'
import { createClock } from './clock.ts'
import { createEmulator } from './emulator.ts'
import { deployment, emulatorUnderTest, invocation } from './emulator-under-test.ts'
import type { EmulatorEvent } from './events.ts'
import { foldPicture } from './folds/extend-picture.ts'
import type { HandOver } from './hand-over.ts'
import { createIds, seededRandom } from './ids.ts'
import { orderedFunction } from './ordered-function.ts'
import { handTime, scriptedSandboxes } from './scripted-sandboxes.ts'

type UnderTest = ReturnType<typeof emulatorUnderTest>

async function handOver({ ok }: UnderTest): Promise<HandOver> {
  const result = await ok({ type: 'hand-over' })
  if (result.type !== 'handed-over') throw new Error(result.type)
  return result.state
}

/** The emulator that goes on with what was handed over. */
function successorOf(resume: HandOver) {
  const clock = createClock({ host: handTime(setImmediate), origin: resume.time, mode: 'stepping' })
  const sandboxes = scriptedSandboxes(orderedFunction())
  const emulator = createEmulator({ clock, ids: createIds(seededRandom(resume.seed)), sandboxes, resume })
  const events: EmulatorEvent[] = []
  emulator.subscribe(event => events.push(event))
  return { emulator, events }
}

describe('a hand-over', () => {
  test('ends what lives, and the one list goes on: numbers, names, time, configuration', async () => {
    const first = emulatorUnderTest()
    await first.deploy({}, { timeout: 7 })
    await first.ok({ type: 'reserve', function: 'f', concurrency: 4 })
    await Promise.all([first.invoke(), first.invoke()])
    await first.idle(60_000)
    const state = await handOver(first)
    expect(first.told('environment-reclaimed').map(({ environment, reason }) => [environment, reason])).toEqual([
      ['env-1', 'new-code'],
      ['env-2', 'new-code'],
    ])
    const next = successorOf(state)
    const { configuration: _, ...again } = deployment()
    await next.emulator.execute(again)
    await next.emulator.execute(invocation())
    const all = [...first.events, ...next.events]
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_event, index) => index + 1))
    expect(all.map(({ time }) => time)).toEqual(all.map(({ time }) => time).sort((a, b) => a - b))
    const { environments, invocations } = foldPicture(all)
    expect(environments.map(({ id, state: now }) => [id, now])).toEqual([
      ['env-1', 'reclaimed'],
      ['env-2', 'reclaimed'],
      ['env-3', 'frozen'],
    ])
    expect(new Set(invocations.map(({ requestId }) => requestId)).size).toBe(3)
    const deployed = next.events.find(({ type }) => type === 'function-deployed')
    expect(deployed).toMatchObject({ configuration: { timeout: 7 } })
    const refused = await next.emulator.execute({ type: 'reserve', function: 'f', concurrency: 996 })
    expect(refused.ok, 'the reservation is replaced, not added').toBe(false)
  })

  test('of an empty account is one too', async () => {
    const state = await handOver(emulatorUnderTest())
    expect(state).toMatchObject({ seq: 0, nextEnvironment: 1, functions: [] })
  })

  test('can be had when a request has failed or timed out: the environment is idle', async () => {
    const first = emulatorUnderTest()
    await first.deploy({}, { timeout: 1 })
    await first.invoke({ never: true })
    expect((await handOver(first)).nextEnvironment).toBe(2)
  })
})

describe('a hand-over is refused, and nothing happens,', () => {
  const refused = async (subject: UnderTest): Promise<string> => {
    const { message, type } = await subject.refusal({ type: 'hand-over' })
    expect(type).toBe('ResourceConflictException')
    expect(subject.told('environment-reclaimed')).toEqual([])
    return message
  }

  test('while an invocation runs', async () => {
    const subject = emulatorUnderTest()
    await subject.deploy()
    const open = subject.invoke()
    expect(await refused(subject)).toBe('A command is under way.')
    await open
    await handOver(subject)
  })

  test('while time is skipped', async () => {
    const subject = emulatorUnderTest()
    const open = subject.idle(1_000)
    expect(await refused(subject)).toBe('A command is under way.')
    await open
  })

  test('while an asynchronous request is queued', async () => {
    const subject = emulatorUnderTest()
    await subject.deploy()
    await subject.ok({ type: 'reserve', function: 'f', concurrency: 0 })
    await subject.invoke({}, { type: 'Event' })
    expect(await refused(subject)).toBe('An asynchronous request is queued.')
  })

  test('while a published version lives', async () => {
    const subject = emulatorUnderTest()
    await subject.deploy()
    await subject.ok({ type: 'publish', function: 'f' })
    expect(await refused(subject)).toBe('A published version lives here.')
  })

  test('while provisioned concurrency lives', async () => {
    const subject = emulatorUnderTest()
    await subject.deploy()
    await subject.ok({ type: 'publish', function: 'f' })
    await subject.ok({ type: 'provision', function: 'f', qualifier: '1', count: 1 })
    expect(await refused(subject)).toBe('A published version lives here.')
  })
})
