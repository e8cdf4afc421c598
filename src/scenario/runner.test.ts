import { expect, test } from 'vitest'
import { createClock } from '../emulator/clock.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { createIds, seededRandom } from '../emulator/ids.ts'
import type { SandboxCommand, SandboxReport } from '../emulator/sandbox.ts'
import { handTime, inits, scriptedSandboxes } from '../emulator/scripted-sandboxes.ts'
import { linkByFunctionCall } from '../link/function-call.ts'
import { formatPath } from './difference.ts'
import { RefusedStep, type StepOutcome } from './outcome.ts'
import { readScenario } from './read-scenario.ts'
import { runScenario } from './runner.ts'

/** A runtime whose handler waits for `event.ms`, writes `event.write` to /tmp/a and returns the number of its runtime. */
function handler() {
  const due = new Map<number, () => void>()
  return (command: SandboxCommand, report: (report: SandboxReport) => void, runtime: number): void => {
    if (inits(command, report)) return
    if (command.type === 'advance') due.get(runtime)?.()
    if (command.type !== 'invoke') return
    const { ms = 0, write = null, returns = runtime } = JSON.parse(command.event)
    const end = command.now + ms
    due.set(runtime, () => {
      if (write !== null) {
        const bytes = new TextEncoder().encode(write)
        report({ type: 'tmp', now: end, change: { kind: 'write', path: '/tmp/a', position: 0, bytes } })
      }
      const binding = { file: 'index.mjs', name: 'seen', preview: String(runtime), readable: true, changed: true }
      const payload = JSON.stringify(returns)
      const { requestId } = command
      report({ type: 'done', now: end, requestId, payload, error: null, moduleScope: [binding], pending: [] })
    })
    report({ type: 'waiting', now: command.now, due: end })
  }
}

async function run(text: string): Promise<readonly StepOutcome[]> {
  const host = handTime(callback => void setImmediate(callback))
  const clock = createClock({ host, origin: 0, mode: 'stepping' })
  const ids = createIds(seededRandom(1))
  const emulator = createEmulator({ clock, ids, sandboxes: scriptedSandboxes(handler()) })
  const { scenario } = readScenario(`files: { index.mjs: "" }\n${text}`, 'scenario.yaml')
  const outcomes: StepOutcome[] = []
  const link = linkByFunctionCall(emulator)
  const readFolder = async (folder: string) => [{ path: 'index.mjs', text: folder }]
  for await (const outcome of runScenario(scenario, { link, readFolder })) outcomes.push(outcome)
  await link.close()
  return outcomes
}

const complaints = (outcomes: readonly StepOutcome[]) =>
  outcomes.flatMap(({ path, differences }) =>
    differences.map(({ path: below, expected, seen }) => `${formatPath([...path, ...below])}: ${expected} | ${seen}`),
  )

test('what holds gives no difference', async () => {
  const outcomes = await run(`
steps:
  - invoke: { event: { write: hello } }
    id: first
    expect: { start: cold, environment: env-1, payload: 1, moduleScope: { seen: 1 }, tmp: { /tmp/a: hello, /tmp/b: null } }
  - invoke: { event: {} }
    expect: { start: warm, environment: { sameAs: first }, initDurationMs: null, tmp: { /tmp/a: { bytes: 5 } } }
  - invoke: { event: {} }
    expect: { durationMs: { anyOf: [0, 7] }, initDurationMs: { notSameAs: first }, moduleScope: { seen: { sameAs: first } } }
  - expect: { environments: 1, moduleScope: { env-1: { seen: { sameAs: first } } }, tmp: { env-1: { /tmp/a: { sameAs: first } } } }
  - expect: { alive: 1, inits: 1, throttles: 0, environments: [env-1], moduleScope: { env-1: { seen: 1 } }, tmp: { env-1: { /tmp/a: hello } } }
`)
  expect(complaints(outcomes)).toEqual([])
  expect(outcomes).toHaveLength(5)
})

test('every difference is told with its place, and the run goes on', async () => {
  const outcomes = await run(`
steps:
  - invoke: { event: { returns: { a: 1, b: [2] }, write: hello } }
    id: first
    expect: { start: warm, payload: { a: 2, b: [2] }, payloadIncludes: { b: [3] }, status: 200, log: [nowhere], notLog: ["^START"] }
  - invoke: { event: {} }
    expect: { environment: { notSameAs: first }, durationMs: { min: 5, max: 6 }, tmp: { /tmp/a: bye, /tmp/b: x }, moduleScope: { other: 1 } }
  - expect: { alive: 2, environments: { env-1: reclaimed, env-9: frozen }, tmp: { env-1: { /tmp/a: null }, env-7: {} } }
`)
  expect(outcomes).toHaveLength(3)
  expect(
    complaints(outcomes).map(text => text.split('\n')[0]?.replaceAll(/[0-9a-f-]{36}/g, '<id>')),
  ).toMatchInlineSnapshot(`
    [
      "steps[0].expect.start: "warm" | "cold"",
      "steps[0].expect.payload.a: 2 | 1",
      "steps[0].expect.status: 200 | nothing",
      "steps[0].expect.payloadIncludes.b[0]: 3 | 2",
      "steps[0].expect.log[0]: a line that matches /nowhere/ | ",
      "steps[0].expect.notLog[0]: no line that matches /^START/ | "START RequestId: <id> Version: $LATEST"",
      "steps[1].expect.environment: not the same as "first": "env-1" | "env-1"",
      "steps[1].expect.durationMs: at least 5 and at most 6 ms | 0",
      "steps[1].expect.moduleScope.other: "1" | nothing",
      "steps[1].expect.tmp["/tmp/a"]: "bye" | "hello"",
      "steps[1].expect.tmp["/tmp/b"]: "x" | no such file",
      "steps[2].expect.alive: 2 | 1",
      "steps[2].expect.environments.env-1: "reclaimed" | "frozen"",
      "steps[2].expect.environments.env-9: "frozen" | nothing",
      "steps[2].expect.tmp.env-1["/tmp/a"]: no such file | "hello"",
      "steps[2].expect.tmp.env-7: an environment env-7 | ["env-1"]",
    ]
  `)
})

test('steps that begin together overlap, `after` counts from their beginning, and they are told in the order listed', async () => {
  const outcomes = await run(`
steps:
  - together:
      - { invoke: { event: { ms: 10 } }, after: 500ms, expect: { environment: env-2, start: cold } }
      - { invoke: { event: { ms: 1000 } }, expect: { environment: env-1, durationMs: 1000 } }
      - { expect: { alive: 1 }, after: 100ms }
      - { idle: 2s }
  - invoke: { event: {} }
    expect: { environment: env-1 }
`)
  expect(complaints(outcomes)).toEqual([])
  expect(outcomes.map(({ step, outcome }) => [step, outcome.kind])).toEqual([
    [0, 'invoke'],
    [0, 'invoke'],
    [0, 'expect'],
    [0, 'idle'],
    [1, 'invoke'],
  ])
})

test('a folder is read and deployed to new environments', async () => {
  const outcomes = await run(`
steps:
  - invoke: { event: {} }
  - deploy: { files: solution }
  - invoke: { event: {} }
    expect: { start: cold, environment: env-2 }
  - publish: "2"
`)
  expect(complaints(outcomes)).toEqual(['steps[3].publish: "2" | "1"'])
})

test('what Lambda refuses ends the run at the key that is wrong', async () => {
  const refused = run('steps:\n  - configure: { timeout: 901 }')
  await expect(refused).rejects.toBeInstanceOf(RefusedStep)
  await expect(refused).rejects.toMatchObject({ path: ['steps', 0, 'configure', 'timeout'] })
  await expect(run('function: { memorySize: 64 }\nsteps: []')).rejects.toMatchObject({
    path: ['function', 'memorySize'],
  })
})

test('a refused invocation differs, unless its status code is expected', async () => {
  const outcomes = await run(`
steps:
  - invoke: { event: {}, qualifier: "7" }
  - invoke: { event: {}, qualifier: "7" }
    expect: { statusCode: 404, environment: null }
`)
  expect(complaints(outcomes)).toMatchInlineSnapshot(`
    [
      "steps[0].invoke: a request that Lambda accepts | 404 ResourceNotFoundException: Function not found: arn:aws:lambda:ap-northeast-1:123456789012:function:my-function:7",
    ]
  `)
})

test('a refusal that is expected is held against what was expected, and the run goes on', async () => {
  const outcomes = await run(`
steps:
  - configure: { timeout: 901 }
    expect: { refused: { type: ValidationException, statusCode: 400, key: timeout, message: { matches: "equal to 900$" }, hint: { matches: "1 to 900" } } }
  - reserve: 901
    expect: { refused: { key: timeout } }
  - deploy: { files: {} }
    expect: { refused: {} }
  - provision: { qualifier: $LATEST, count: 1 }
    expect: { refused: { statusCode: 404 } }
  - publish: "1"
    expect: { refused: {} }
  - invoke: { event: {}, qualifier: "7" }
    expect: { refused: { statusCode: 404, type: ResourceNotFoundException } }
  - invoke: { eventBytes: 6291457 }
    expect: { refused: { statusCode: 413 }, start: null }
  - invoke: { eventBytes: 6291456 }
    expect: { refused: {}, start: cold }
`)
  expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual([
    ...['refused', 'refused', 'refused', 'refused', 'publish', 'invoke', 'invoke', 'invoke'],
  ])
  expect(complaints(outcomes)).toEqual([
    'steps[1].expect.refused.key: "timeout" | "concurrency"',
    'steps[3].expect.refused.statusCode: 404 | 400',
    'steps[4].expect.refused: a refusal | it was carried out',
    'steps[7].expect.refused: a refusal | it was carried out',
  ])
})

test('the status of provisioned concurrency is held against what was expected', async () => {
  const outcomes = await run(`
steps:
  - publish: "1"
  - provision: { qualifier: "1", count: 1 }
    expect: { status: FAILED, statusReason: null }
  - provision: { qualifier: "1", count: 2 }
    expect: { status: READY, statusReason: { matches: x } }
`)
  expect(complaints(outcomes)).toEqual([
    'steps[1].expect.status: "FAILED" | "READY"',
    'steps[2].expect.statusReason: a text that matches /x/ | null',
  ])
})
