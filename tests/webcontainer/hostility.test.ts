/** Each of the double's hostile switches in turn: a function is deployed, answers, keeps its module scope and times out. */
import { describe, expect, test } from 'vitest'
import type { Command, CommandResult, InvocationResult } from '../../src/emulator/commands.ts'
import type { Link } from '../../src/link/link.ts'
import type { Hostility } from './double/hostility.ts'
import { createLocalEngine } from './local-engine.ts'

const OPTIONS = { account: {}, clock: 'stepping', origin: Date.UTC(2026, 10, 24), seed: 1 } as const

const SWITCHES: readonly (readonly [string, Hostility])[] = [
  ['nothing', {}],
  ['a cooked terminal that echoes', { echo: true }],
  ['output cut at any byte', { cuts: [1, 7, 4_093, 2, 31] }],
  ['output that is joined', { mergedMs: 40 }],
  ['output after the exit', { outputAfterExit: true }],
  ['a stream that never ends', { neverEnds: true }],
  ['output that is lost now and then', { lost: { every: 9, times: 5 } }],
  ['a tail that is lost', { lostTail: true }],
  ['a kill that never exits', { killNeverExits: true }],
  ['a first file that takes 4 s', { firstFileMs: 4_000 }],
  ['threads that never wake', { lacks: ['wait'] }],
  ['no module hooks', { lacks: ['hooks'] }],
  ['contexts that are lost over await', { lacks: ['context'] }],
  ['all of it at once', { echo: true, cuts: [1, 501, 4_093], neverEnds: true, lacks: ['wait', 'hooks', 'context'] }],
]

const CODE = `import { AsyncLocalStorage } from 'node:async_hooks'
const storage = new AsyncLocalStorage()
let count = 0
export const handler = async event => {
  if (event === 'loop') for (;;);
  if (typeof event === 'number') return '🍣'.repeat(event)
  return storage.run(++count, async () => { await null; return [event, storage.getStore()] })
}`

async function send(link: Link, command: Command): Promise<CommandResult> {
  const reply = await link.send(command)
  if (!reply.ok) throw new Error(reply.refusal.message)
  return reply.result
}

async function invoke(link: Link, event: unknown): Promise<InvocationResult> {
  const request = { kind: 'event', payload: JSON.stringify(event), invocationType: 'RequestResponse' } as const
  const result = await send(link, { type: 'invoke', function: 'f', request })
  if (result.type !== 'invocation') throw new Error(result.type)
  return result.invocation
}

const deploy = (link: Link): Promise<CommandResult> => {
  // Padded, so that it goes through a file.
  const files = [{ path: 'index.mjs', text: `${CODE}\n// ${'あ'.repeat(2_000)}` }]
  return send(link, { type: 'deploy', function: 'f', files, configuration: { timeout: 1, memorySize: 512 } })
}

describe('the home in a container answers in spite of', { timeout: 120_000 }, () => {
  test.each(SWITCHES)('%s', async (_what, hostility) => {
    const engine = createLocalEngine(OPTIONS, hostility)
    const link = await engine.start()
    await deploy(link)
    const text = 'あ🍣\u007f\u0003<>'
    expect(JSON.parse((await invoke(link, text)).payload ?? '')).toEqual([text, 1])
    expect(JSON.parse((await invoke(link, text)).payload ?? '')).toEqual([text, 2])
    expect(JSON.parse((await invoke(link, 'loop')).payload ?? '')).toMatchObject({ errorType: 'Sandbox.Timedout' })
    expect(await invoke(link, text)).toMatchObject({ start: 'reset', payload: JSON.stringify([text, 1]) })
    await engine.dispose()
  })

  test('a body of 1 MB of emoji, which round-trips exactly', async () => {
    const engine = createLocalEngine(OPTIONS, { cuts: [1, 4_093, 12_000], echo: true })
    const link = await engine.start()
    await deploy(link)
    expect(JSON.parse((await invoke(link, 262_144)).payload ?? '')).toBe('🍣'.repeat(262_144))
    const event = '🍣'.repeat(262_144)
    expect(JSON.parse((await invoke(link, event)).payload ?? '')).toEqual([event, 1])
    await engine.dispose()
  })

  test('threads that do not end: the invocation times out, the thread is abandoned, and the page is told of each', async () => {
    const engine = createLocalEngine(OPTIONS, { lacks: ['terminate'] })
    const link = await engine.start()
    await deploy(link)
    for (const count of [1, 2]) {
      expect(JSON.parse((await invoke(link, 'loop')).payload ?? '')).toMatchObject({ errorType: 'Sandbox.Timedout' })
      expect(engine.abandoned.at(-1)).toBe(count)
    }
    await engine.dispose()
  })

  test('a process that dies: what is open is lost, with the reason', async () => {
    const engine = createLocalEngine(OPTIONS, { outputAfterExit: true })
    const link = await engine.start()
    await deploy(link)
    const open = expect(invoke(link, 'loop')).rejects.toThrow(/ended with exit code 137/)
    engine.kill()
    await open
    await engine.dispose()
  })
})
