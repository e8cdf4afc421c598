import { describe, expect, test } from 'vitest'
import { createClock } from './clock.ts'
import type { Command, CommandReply, InvocationResult } from './commands.ts'
import { createEmulator } from './emulator.ts'
import type { EmulatorEvent } from './events.ts'
import { foldPicture } from './folds/extend-picture.ts'
import { createIds, seededRandom } from './ids.ts'
import { answers, handTime, inits, type Script, scriptedSandboxes } from './scripted-sandboxes.ts'

const ORIGIN = Date.UTC(2026, 10, 23)

function build(script: Script, options: { idleRetention?: number; runtimeMs?: number; concurrency?: number } = {}) {
  const host = handTime(setImmediate)
  const clock = createClock({ host, origin: ORIGIN, mode: 'stepping' })
  const sandboxes = scriptedSandboxes(script)
  const { idleRetention, concurrency } = options
  const account = { ...(idleRetention && { idleRetention }), ...(concurrency && { concurrency }) }
  const platform = { runtimeMs: options.runtimeMs ?? 0 }
  const emulator = createEmulator({ clock, ids: createIds(seededRandom(1)), sandboxes, account, platform })
  const events: EmulatorEvent[] = []
  emulator.subscribe(event => events.push(event))
  const ok = async (command: Command) => {
    const reply: CommandReply = await emulator.execute(command)
    if (!reply.ok) throw new Error(`${reply.refusal.type}: ${reply.refusal.message}`)
    return reply.result
  }
  const invoke = async (payload = '{}'): Promise<InvocationResult> => {
    const request = { kind: 'event', payload, invocationType: 'RequestResponse' } as const
    const result = await ok({ type: 'invoke', function: 'f', request })
    if (result.type !== 'invocation') throw new Error(result.type)
    return result.invocation
  }
  const deploy = (configuration = {}) =>
    ok({ type: 'deploy', function: 'f', files: [{ path: 'index.mjs', text: '' }], configuration })
  return { emulator, clock, host, sandboxes, events, ok, invoke, deploy }
}

/** Answers every invocation with the number of its runtime. */
const echo: Script = (command, report, runtime) => {
  if (inits(command, report)) return
  if (command.type === 'invoke') report(answers(command, runtime))
}

describe('the emulator', () => {
  test('uses an environment again, then reclaims it when it was idle too long', async () => {
    const { deploy, invoke, ok, events } = build(echo)
    await deploy()
    const first = await invoke()
    const second = await invoke()
    await ok({ type: 'idle', ms: 900_000 })
    const third = await invoke()
    expect([first, second, third].map(({ start, environment }) => [start, environment])).toEqual([
      ['cold', 'env-1'],
      ['warm', 'env-1'],
      ['cold', 'env-2'],
    ])
    const reclaimed = events.find(event => event.type === 'environment-reclaimed')
    // Idle counts from the end of the last invocation: the two took 1 ms each.
    expect(reclaimed).toMatchObject({ environment: 'env-1', reason: 'idle', time: ORIGIN + 360_000 + 2 })
  })

  test('starts another environment for an overlapping request', async () => {
    const { deploy, invoke } = build(echo)
    await deploy()
    const both = await Promise.all([invoke(), invoke()])
    expect(both.map(({ start, environment }) => [start, environment])).toEqual([
      ['cold', 'env-1'],
      ['cold', 'env-2'],
    ])
  })

  test('ends the runtime at the time-out, keeps the environment and its /tmp, and starts a runtime in it', async () => {
    let calls = 0
    const { deploy, invoke, sandboxes } = build((command, report) => {
      if (inits(command, report)) return
      if (command.type !== 'invoke') return
      if (++calls === 2) {
        const change = { kind: 'write', path: '/tmp/a', position: 0, bytes: new Uint8Array([104, 105]) } as const
        report({ type: 'tmp', now: command.now, change })
        report({ type: 'waiting', now: command.now, due: Number.POSITIVE_INFINITY })
      } else report(answers(command, 'ok'))
    })
    await deploy({ timeout: 2 })
    await invoke()
    const slow = await invoke()
    expect(slow).toMatchObject({
      functionError: 'Unhandled',
      durationMs: 2_000,
      billedDurationMs: 2_000,
      start: 'warm',
    })
    expect(JSON.parse(slow.payload ?? '')).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${slow.requestId} Error: Task timed out after 2.00 seconds`,
    })
    expect(slow.log.at(-1)).toMatch(/Duration: 2000\.00 ms\tBilled Duration: 2000 ms.*\tStatus: timeout$/)
    const next = await invoke()
    expect(next).toMatchObject({ start: 'reset', environment: 'env-1', initDurationMs: null })
    expect(sandboxes.stopped).toContain(1)
    const again = sandboxes.sent.find(({ runtime, command }) => runtime === 2 && command.type === 'init')
    expect(again?.command).toMatchObject({ tmp: [{ kind: 'file', path: '/tmp/a', bytes: new Uint8Array([104, 105]) }] })
  })

  test('runs failing module code twice for the first invocation, with both INIT_REPORT lines before START', async () => {
    const error = { errorType: 'Runtime.UserCodeSyntaxError', errorMessage: 'SyntaxError: x', trace: [] }
    const { deploy, invoke, events } = build((command, report) => {
      if (command.type === 'init') report({ type: 'init-failed', now: command.now + 5, error })
    })
    await deploy()
    const result = await invoke()
    expect(result).toMatchObject({ start: 'cold', functionError: 'Unhandled', initDurationMs: null })
    const kinds = result.log.map(
      line => line.replace(/^(\w+).*?(Phase: \w+)?\tStatus.*$/, '$1 $2').split(' RequestId')[0],
    )
    expect(kinds.map(kind => kind?.split(' Runtime Version')[0])).toEqual([
      'INIT_START',
      'INIT_REPORT Phase: init',
      'INIT_REPORT Phase: invoke',
      'START',
      'END',
      'REPORT ',
    ])
    expect(foldPicture(events).environments[0]?.state).toBe('runtime-ended')
  })

  test('bills init and duration together, rounded up once', async () => {
    const { deploy, invoke } = build(
      (command, report) => {
        if (inits(command, report, 10.1)) return
        if (command.type === 'invoke') report(answers(command, null, 3.01))
      },
      { runtimeMs: 100 },
    )
    await deploy()
    const { durationMs, initDurationMs, billedDurationMs, log } = await invoke()
    expect({ durationMs, initDurationMs, billedDurationMs }).toEqual({
      durationMs: 3.01,
      initDurationMs: 110.1,
      billedDurationMs: 114,
    })
    expect(log.at(-1)).toMatch(/\tInit Duration: 110\.10 ms\t$/)
  })

  test('throttles above the reserved concurrency with its own reason', async () => {
    const { deploy, invoke, ok } = build((command, report) => {
      if (inits(command, report)) return
      if (command.type === 'invoke') setImmediate(() => report(answers(command, 1)))
    })
    await deploy()
    await ok({ type: 'reserve', function: 'f', concurrency: 1 })
    const [first, second] = await Promise.all([invoke(), invoke()])
    expect(first.throttle).toBeNull()
    expect(second).toMatchObject({
      statusCode: 429,
      throttle: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      environment: null,
    })
  })

  test('lets a running invocation finish on old code and starts new environments after a deploy', async () => {
    const { deploy, invoke, events } = build(echo)
    await deploy()
    await invoke()
    await deploy()
    const after = await invoke()
    expect(after).toMatchObject({ start: 'cold', environment: 'env-2' })
    expect(events.find(event => event.type === 'environment-reclaimed')).toMatchObject({ reason: 'new-code' })
  })

  test('tells a runtime that ends while it is frozen, and starts another for the next request', async () => {
    const reports: Parameters<Script>[1][] = []
    const { deploy, invoke, events } = build((command, report) => {
      reports.push(report)
      if (inits(command, report)) return
      if (command.type === 'invoke') report(answers(command, 1))
    })
    await deploy()
    await invoke()
    reports.at(-1)?.({ type: 'ended', now: 0, exit: { kind: 'out-of-memory' } })
    expect(events.at(-1)).toMatchObject({
      type: 'runtime-ended',
      end: { kind: 'exited', exit: { kind: 'out-of-memory' } },
    })
    expect(await invoke()).toMatchObject({ start: 'reset', environment: 'env-1' })
  })

  test('tells notices of the engine, and nothing to who no longer listens', async () => {
    const { deploy, invoke, emulator, events } = build((command, report) => {
      if (inits(command, report)) return
      report({ type: 'notice', now: 0, notice: { kind: 'fetch-off', host: 'a.example' } })
      if (command.type === 'invoke') report(answers(command, 1))
    })
    const heard: EmulatorEvent[] = []
    const end = emulator.subscribe(event => heard.push(event))
    await deploy()
    await invoke()
    end()
    const before = heard.length
    await invoke()
    expect(heard).toHaveLength(before)
    expect(foldPicture(events).environments[0]?.notices).toEqual([{ kind: 'fetch-off', host: 'a.example' }])
  })

  test('lets the clock be set, and a skip jump where it is real', async () => {
    const { deploy, ok, clock, events, invoke } = build(echo)
    await ok({ type: 'clock', mode: 'real' })
    expect(clock.mode).toBe('real')
    await deploy()
    await invoke()
    await ok({ type: 'idle', ms: 900_000, skip: true })
    expect(events.at(-1)).toMatchObject({ type: 'time-skipped', ms: 900_000 })
    expect(events.find(event => event.type === 'environment-reclaimed')).toMatchObject({ reason: 'idle' })
  })

  test('numbers its events without gaps and never turns time back', async () => {
    const { deploy, invoke, events } = build(echo)
    await deploy()
    await Promise.all([invoke(), invoke(), invoke()])
    expect(events.map(event => event.seq)).toEqual(events.map((_, index) => index + 1))
    expect(events.map(event => event.time)).toEqual([...events.map(event => event.time)].sort((a, b) => a - b))
  })
})
