/**
 * The unmodified client of the vendor in Chromium, against the double. That a boot which fails ends by its deadline, in each
 * way of failing, is seen on the built site: tests/browser/engines.test.ts.
 */
import { afterEach, describe, expect, test } from 'vitest'
import { type ContainerPage, openContainerPage } from './chromium-engine.ts'
import type { BootKind } from './double/vendor.ts'

let opened: ContainerPage | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

async function open(kind: BootKind): Promise<ContainerPage> {
  opened = await openContainerPage({}, kind)
  return opened
}

/** A megabyte of characters of four bytes. */
const EMOJI = 262_144

/** The deadline of a boot and what a loaded machine adds. */
const DEADLINE_MS = 40_000

describe('a boot in Chromium', () => {
  test('asks the vendor for nothing before it begins', async () => {
    const container = await open('ready')
    const asked: string[] = []
    container.page.on('request', request => asked.push(request.url()))
    await container.page.reload({ waitUntil: 'networkidle' })
    expect(asked.filter(url => url.startsWith(container.vendor.origin))).toEqual([])
    await container.boot()
    await container.reached('ready', DEADLINE_MS)
    expect(asked.some(url => url.startsWith(`${container.vendor.origin}/headless`))).toBe(true)
  })

  test.each(['ready', 'slow'] as const)('that is %s runs a function on Node, and tells its steps', async kind => {
    const container = await open(kind)
    await container.boot()
    await container.reached('ready', DEADLINE_MS)
    const steps = container.states.map(state => (state.kind === 'booting' ? state.step : state.kind))
    expect([...new Set(steps)]).toEqual(['client', 'container', 'node', 'ready'])
    const link = await container.start({ account: {}, clock: 'stepping', origin: 0, seed: 1 })
    const files = [{ path: 'index.mjs', text: 'export const handler = async event => [event, process.version]' }]
    await link.send({ type: 'deploy', function: 'f', files })
    const request = { kind: 'event', payload: '"あ🍣"', invocationType: 'RequestResponse' } as const
    expect(await link.send({ type: 'invoke', function: 'f', request })).toMatchObject({
      ok: true,
      result: { invocation: { payload: JSON.stringify(['あ🍣', process.version]), start: 'cold' } },
    })
  })

  test('carries a megabyte of emoji both ways exactly, through the client and its frame', async () => {
    const container = await open('ready')
    await container.boot()
    await container.reached('ready', DEADLINE_MS)
    const link = await container.start({ account: {}, clock: 'stepping', origin: 0, seed: 1 })
    const files = [{ path: 'index.mjs', text: 'export const handler = async event => event' }]
    await link.send({ type: 'deploy', function: 'f', files })
    const payload = JSON.stringify('🍣'.repeat(EMOJI))
    const request = { kind: 'event', payload, invocationType: 'RequestResponse' } as const
    const reply = await link.send({ type: 'invoke', function: 'f', request })
    const answer = reply.ok && reply.result.type === 'invocation' ? reply.result.invocation.payload : null
    expect(answer?.length).toBe(payload.length)
    expect(answer === payload).toBe(true)
  })

  test('that hung comes true by a retry, in the frame that hung', { timeout: 90_000 }, async () => {
    const container = await open('silent')
    await container.boot()
    await container.reached('failed', DEADLINE_MS)
    container.vendor.kind = 'ready'
    await container.boot()
    await container.reached('ready', DEADLINE_MS)
    expect(await container.page.locator('iframe').count()).toBe(1)
  })
})
