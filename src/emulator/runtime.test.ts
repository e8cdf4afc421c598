import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { emulatorUnderTest, ORIGIN } from './emulator-under-test.ts'
import type { InvokeCommand, SandboxCommand, SandboxReport } from './sandbox.ts'
import { answers, inits, type Script } from './scripted-sandboxes.ts'

type Report = (report: SandboxReport) => void

/** A script whose invocations do nothing by themselves: the test reports for them. */
function byHand() {
  const open: { command: InvokeCommand; report: Report }[] = []
  const script: Script = (command, report) => {
    if (inits(command, report)) return
    if (command.type === 'invoke') open.push({ command, report })
  }
  const running = async () => {
    for (let turns = 0; turns < 20; turns++) await turn()
    const last = open.at(-1)
    if (last === undefined) throw new Error('Nothing runs.')
    return last
  }
  return { script, running }
}

async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await turn()
}

const TMP = { kind: 'write', path: '/tmp/a', position: 0, bytes: new Uint8Array([1]) } as const
const commands = (sent: readonly { command: SandboxCommand }[]) => sent.map(({ command }) => command)

describe('a runtime', () => {
  test('lets time flow from the thaw on, and no longer than it runs', async () => {
    const { script, running } = byHand()
    const { deploy, invoke, ok, host, clock } = emulatorUnderTest({ script })
    await ok({ type: 'clock', mode: 'lesson' })
    await deploy()
    const answer = invoke()
    const { command, report } = await running()
    host.advance(40)
    expect(clock.now()).toBe(ORIGIN + 40)
    report(answers(command, 1, 40))
    await answer
    host.advance(500)
    await settle()
    expect(clock.now()).toBe(ORIGIN + 40)
  })

  test('does not let time flow for its init before its thread is up', async () => {
    const reports: Report[] = []
    const { deploy, invoke, ok, host, clock, told } = emulatorUnderTest({
      script: (_command, report) => reports.push(report),
    })
    await ok({ type: 'clock', mode: 'lesson' })
    await deploy()
    void invoke()
    await settle()
    host.advance(20_000)
    await settle()
    expect([clock.now(), told('init-ended')]).toEqual([ORIGIN, []])
    reports[0]?.({ type: 'started', now: ORIGIN })
    await settle()
    host.advance(9_999)
    await settle()
    expect(told('init-ended')).toEqual([])
    host.advance(1)
    await settle()
    expect(told('init-ended')).toMatchObject([{ status: 'timeout', durationMs: 10_000, time: ORIGIN + 10_000 }])
  })

  test('is told when what it waits for is due', async () => {
    const { script, running } = byHand()
    const { deploy, invoke, sandboxes } = emulatorUnderTest({ script })
    await deploy()
    const answer = invoke()
    const { command, report } = await running()
    report({ type: 'waiting', now: command.now, due: command.now + 700 })
    await settle()
    expect(commands(sandboxes.sent).at(-1)).toEqual({ type: 'advance', now: ORIGIN + 700 })
    report({ type: 'waiting', now: command.now, due: command.now + 900 })
    await settle()
    expect(commands(sandboxes.sent).at(-1)).toEqual({ type: 'advance', now: ORIGIN + 900 })
    report(answers(command, 1, 900))
    expect(await answer).toMatchObject({ durationMs: 900 })
  })

  test('that timed out keeps its last writes, and its answer comes too late', async () => {
    const { script, running } = byHand()
    let late: () => void = () => {}
    const { deploy, invoke, told, sandboxes } = emulatorUnderTest({
      script,
      lastWords: report => {
        report({ type: 'tmp', now: 0, change: TMP })
        report({ type: 'log', now: 0, requestId: 'r', line: 'last' })
        // None of these may bring the invocation back.
        report({ type: 'started', now: 0 })
        report({ type: 'waiting', now: 0, due: ORIGIN + 4_000 })
        late()
      },
    })
    await deploy({}, { timeout: 2 })
    const answer = invoke()
    const { command, report } = await running()
    late = () => report(answers(command, 'late'))
    report({ type: 'waiting', now: command.now, due: Number.POSITIVE_INFINITY })
    const { functionError, durationMs, log } = await answer
    expect([functionError, durationMs]).toEqual(['Unhandled', 2_000])
    expect(log).toContain('last')
    expect(told('tmp-changed')).toMatchObject([{ path: '/tmp/a', bytes: 1 }])
    expect(told('runtime-ended').map(({ end }) => end)).toEqual([{ kind: 'timeout' }])
    late()
    await settle()
    expect(told('runtime-ended')).toHaveLength(1)
    expect(commands(sandboxes.sent).filter(({ type }) => type === 'advance')).toEqual([])
  })

  test('that was ended from outside took the time that had passed', async () => {
    const { script, running } = byHand()
    const { deploy, invoke, host } = emulatorUnderTest({ script })
    await deploy()
    const answer = invoke()
    const { report } = await running()
    host.advance(25)
    report({ type: 'ended', now: 0, exit: { kind: 'signal', signal: 'killed' } })
    expect(await answer).toMatchObject({ durationMs: 25, functionError: 'Unhandled' })
  })

  test('that exits with a time of its own took that long', async () => {
    const { script, running } = byHand()
    const { deploy, invoke, host } = emulatorUnderTest({ script })
    await deploy()
    const answer = invoke()
    const { command, report } = await running()
    host.advance(25)
    report({ type: 'ended', now: command.now + 7, exit: { kind: 'exit', code: 1 } })
    expect(await answer).toMatchObject({ durationMs: 7 })
  })

  test('whose clock is behind took no time, never less', async () => {
    const { deploy, invoke } = emulatorUnderTest({
      script: (command, report) => {
        if (!inits(command, report) && command.type === 'invoke') report(answers(command, 1, -5))
      },
    })
    await deploy()
    expect(await invoke()).toMatchObject({ durationMs: 0, billedDurationMs: 0 })
  })

  test('whose clock is ahead takes the emulator’s with it', async () => {
    const { deploy, invoke, clock, told } = emulatorUnderTest({
      script: (command, report) => {
        if (!inits(command, report, 12) && command.type === 'invoke') report(answers(command, 1, 30))
      },
    })
    await deploy()
    await invoke()
    expect(clock.now()).toBe(ORIGIN + 42)
    expect(told('invocation-started')[0]?.time).toBe(ORIGIN + 12)
  })

  test('that answered in time is not cut off later', async () => {
    const { deploy, invoke, idle, told, sandboxes } = emulatorUnderTest()
    await deploy({}, { timeout: 1 })
    await invoke()
    await idle(60_000)
    expect([told('runtime-ended'), sandboxes.stopped]).toEqual([[], []])
    expect((await invoke()).start).toBe('warm')
  })

  test('that ends while it is frozen is told of once, and not after it was stopped', async () => {
    const { script, running } = byHand()
    const { deploy, invoke, told, idle } = emulatorUnderTest({ script })
    await deploy()
    const answer = invoke()
    const { command, report } = await running()
    report(answers(command, 1))
    await answer
    report({ type: 'waiting', now: 0, due: 1 })
    report({ type: 'started', now: 0 })
    await idle(400_000)
    report({ type: 'ended', now: 0, exit: { kind: 'exit', code: 1 } })
    expect([told('environment-reclaimed').length, told('runtime-ended').length]).toEqual([1, 0])
  })
})

test('closing ends every runtime, and waits for those that are ending', async () => {
  const { deploy, invoke, emulator, sandboxes } = emulatorUnderTest()
  await deploy()
  await Promise.all([invoke({ waits: 5 }), invoke({ waits: 5 })])
  await invoke({ exits: { kind: 'exit', code: 1 } })
  expect(sandboxes.stopped).toEqual([1])
  await emulator.close()
  expect(sandboxes.stopped).toEqual([1, 2])
})
