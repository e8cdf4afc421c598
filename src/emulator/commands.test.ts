import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Command } from './commands.ts'
import { emulatorUnderTest, invocation, ORIGIN } from './emulator-under-test.ts'

async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await turn()
}

describe('a command', () => {
  test.each<[string, Command]>([
    ['idle', { type: 'idle', ms: 5 }],
    ['clock', { type: 'clock', mode: 'lesson' }],
    ['reserve', { type: 'reserve', function: 'f', concurrency: 1 }],
    ['configure', { type: 'configure', function: 'f', configuration: {} }],
  ])('%s is answered when it is done', async (_name, command) => {
    const { deploy, emulator } = emulatorUnderTest()
    await deploy()
    expect(await emulator.execute(command)).toEqual({ ok: true, result: { type: 'done' } })
  })

  test('that is sent later is answered with its own reply, a refusal too', async () => {
    const { deploy, emulator, told } = emulatorUnderTest()
    await deploy()
    const [invoked, refused] = await Promise.all([
      emulator.execute({ type: 'later', ms: 200, command: invocation({ answer: 5 }) }),
      emulator.execute({ type: 'later', ms: 100, command: { type: 'publish', function: 'nobody' } }),
    ])
    expect(invoked).toMatchObject({ ok: true, result: { type: 'invocation', invocation: { payload: '5' } } })
    expect(refused).toMatchObject({ ok: false, refusal: { statusCode: 404 } })
    expect(told('invocation-requested')[0]?.time).toBe(ORIGIN + 200)
    // Waiting for its moment is not idling.
    expect(told('time-skipped')).toEqual([])
  })

  test.each<[string, Command]>([
    ['idle', { type: 'idle', ms: 100 }],
    ['later', { type: 'later', ms: 100, command: { type: 'publish', function: 'f' } }],
  ])('%s takes its time where time is real', async (_name, command) => {
    const { deploy, emulator, ok, host } = emulatorUnderTest()
    await deploy()
    await ok({ type: 'clock', mode: 'real' })
    let done = false
    const reply = emulator.execute(command).then(() => {
      done = true
    })
    await settle()
    host.advance(99)
    await settle()
    expect(done).toBe(false)
    host.advance(1)
    await reply
  })

  test('that meets a defect is rejected with it', async () => {
    const { deploy, emulator } = emulatorUnderTest({
      script: () => {
        throw new Error('the thread is broken')
      },
    })
    await deploy()
    await expect(emulator.execute(invocation())).rejects.toThrow('the thread is broken')
  })
})

test('idle tells how much time it skipped', async () => {
  const { idle, events } = emulatorUnderTest()
  await idle(900_000)
  expect(events).toEqual([{ type: 'time-skipped', ms: 900_000, seq: 1, time: ORIGIN + 900_000 }])
})
