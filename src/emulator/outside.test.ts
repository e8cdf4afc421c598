import { expect, test } from 'vitest'
import { emulatorUnderTest, ORIGIN } from './emulator-under-test.ts'
import { OUTSIDE_LATENCY_MS, OUTSIDE_VALUE_CHARS } from './outside.ts'
import type { OutsideRequest } from './sandbox.ts'
import { answers, inits, type Script } from './scripted-sandboxes.ts'

/** A handler that makes the call its event names and answers when it is answered, or at once where the event says so. */
function calling(): Script {
  const open = new Map<number, Parameters<typeof answers>[0]>()
  let answered = 0
  return (command, report, runtime) => {
    if (inits(command, report)) return
    if (command.type === 'outside') {
      answered++
      const invoked = open.get(runtime)
      if (invoked !== undefined) report(answers(invoked, command.answer, command.now - invoked.now))
    }
    if (command.type !== 'invoke') return
    const { request, leave, ahead = 0 } = JSON.parse(command.event)
    if (request === undefined) return report(answers(command, command.answers ?? 'none', 0))
    report({ type: 'outside', now: command.now + ahead, id: 7, request })
    if (leave === true) return report(answers(command, 'left', 0))
    open.set(runtime, command)
    report({ type: 'waiting', now: command.now, due: Number.POSITIVE_INFINITY, answered })
  }
}

async function opened() {
  const subject = emulatorUnderTest({ script: calling() })
  await subject.deploy()
  const invoke = async (event: object) => {
    const request = { kind: 'event', payload: JSON.stringify(event), invocationType: 'RequestResponse' } as const
    const result = await subject.ok({ type: 'invoke', function: 'f', request })
    if (result.type !== 'invocation') throw new Error(result.type)
    return result.invocation
  }
  const call = async (request: OutsideRequest) => JSON.parse((await invoke({ request })).payload ?? 'null')
  return { ...subject, invoke, call }
}

test('gives what was put, and null for what was not; the answer takes its time', async () => {
  const { call, told, invoke } = await opened()
  expect(await call({ kind: 'get', key: 'a' })).toEqual({ id: 7, value: null, error: null })
  expect(await call({ kind: 'put', key: 'a', value: '{"b":1}' })).toEqual({ id: 7, value: '{"b":1}', error: null })
  expect(await call({ kind: 'get', key: 'a' })).toEqual({ id: 7, value: '{"b":1}', error: null })
  expect((await invoke({ request: { kind: 'get', key: 'a' } })).durationMs).toBe(OUTSIDE_LATENCY_MS)
  const [changed, ...others] = told('outside-changed')
  expect(others).toEqual([])
  expect(changed).toMatchObject({ key: 'a', value: '{"b":1}', by: 'env-1' })
})

test('a call takes effect when it has reached the store', async () => {
  const { call, told } = await opened()
  await call({ kind: 'put', key: 'a', value: '1' })
  expect(told('outside-changed').map(({ time }) => time)).toEqual([ORIGIN + OUTSIDE_LATENCY_MS / 2])
})

test('a call takes its time from when it was made, by a guest that is ahead of the emulator’s clock too', async () => {
  const { invoke } = await opened()
  const { durationMs } = await invoke({ request: { kind: 'get', key: 'a' }, ahead: 20 })
  expect(durationMs).toBe(20 + OUTSIDE_LATENCY_MS)
})

test('adds in one step, from nothing too, and refuses what is no number', async () => {
  const { call } = await opened()
  expect(await call({ kind: 'add', key: 'n', amount: 2 })).toMatchObject({ value: '2' })
  expect(await call({ kind: 'add', key: 'n', amount: -0.5 })).toMatchObject({ value: '1.5' })
  await call({ kind: 'put', key: 'text', value: '"x"' })
  const refused = await call({ kind: 'add', key: 'text', amount: 1 })
  expect(refused).toEqual({ id: 7, value: null, error: 'The value of "text" is no number: "x"' })
  expect(await call({ kind: 'get', key: 'text' })).toMatchObject({ value: '"x"' })
})

test('refuses a value that is too long, and keeps the one before', async () => {
  const { call } = await opened()
  const longest = JSON.stringify('x'.repeat(OUTSIDE_VALUE_CHARS - 2))
  expect(await call({ kind: 'put', key: 'a', value: longest })).toMatchObject({ error: null })
  const refused = await call({ kind: 'put', key: 'a', value: `${longest} ` })
  expect(refused).toMatchObject({
    value: null,
    error: expect.stringMatching(/65537 characters as JSON; at most 65536/),
  })
  expect(await call({ kind: 'get', key: 'a' })).toMatchObject({ value: longest })
})

test('an answer to a frozen runtime waits for its thaw; the call took effect all the same', async () => {
  const { invoke, idle, told } = await opened()
  expect((await invoke({ request: { kind: 'put', key: 'a', value: '1' }, leave: true })).payload).toBe('"left"')
  await idle(1_000)
  expect(told('outside-changed')).toHaveLength(1)
  expect(JSON.parse((await invoke({})).payload ?? '')).toEqual([{ id: 7, value: '1', error: null }])
  expect((await invoke({})).payload, 'handed over once').toBe('"none"')
})

test('a runtime that is gone gets no answer', async () => {
  const { invoke, idle, ok, sandboxes, told } = await opened()
  await invoke({ request: { kind: 'put', key: 'a', value: '1' }, leave: true })
  await ok({ type: 'deploy', function: 'f', files: [{ path: 'index.mjs', text: '{}' }] })
  await idle(1_000)
  expect(told('outside-changed')).toHaveLength(1)
  expect(sandboxes.sent.filter(({ command }) => command.type === 'outside')).toEqual([])
})

test('a report of waiting that an answer crossed does not make time jump', async () => {
  const script: Script = (command, report) => {
    if (inits(command, report)) return
    if (command.type === 'invoke')
      report({ type: 'outside', now: command.now, id: 1, request: { kind: 'get', key: 'a' } })
    // Posted before the answer was taken, and on its way when that was sent.
    if (command.type === 'invoke') report({ type: 'waiting', now: command.now, due: Number.POSITIVE_INFINITY })
    if (command.type !== 'outside') return
    report({ type: 'waiting', now: command.now, due: Number.POSITIVE_INFINITY, answered: 0 })
    const invoked = subject.sandboxes.sent.findLast(sent => sent.command.type === 'invoke')?.command
    if (invoked?.type === 'invoke') setTimeout(() => report(answers(invoked, 'answered', 7)), 5)
  }
  const subject = emulatorUnderTest({ script })
  await subject.deploy()
  const request = { kind: 'event', payload: '{}', invocationType: 'RequestResponse' } as const
  const result = await subject.ok({ type: 'invoke', function: 'f', request })
  expect(result).toMatchObject({ invocation: { payload: '"answered"', durationMs: 7 } })
})
