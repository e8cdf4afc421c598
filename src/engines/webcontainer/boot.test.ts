import { describe, expect, test } from 'vitest'
import { BOOT_MS, Boot, type BootParts, NODE_MS, UNREACHABLE_MS } from './boot.ts'
import { BOOT_TABLE, type BootState, follow } from './boot-state.ts'
import { unsupportedBy } from './checks.ts'
import { scriptedContainer } from './scripted-container.ts'

/** A boot whose client, network and time are moved by hand. */
function boot(parts: Partial<BootParts> = {}) {
  const client = Promise.withResolvers<ReturnType<typeof scriptedContainer>>()
  const timers = new Set<{ at: number; callback: () => void }>()
  let now = 0
  const calls: string[] = []
  const subject = new Boot({
    check: () => null,
    isOnline: () => true,
    reach: async () => true,
    client: async () => {
      calls.push('client')
      return {
        boot: () => {
          calls.push('boot')
          return client.promise
        },
      }
    },
    reloadFrame: () => void calls.push('reload'),
    bundle: async () => 'the node home',
    now: () => now,
    after: (ms, callback) => {
      const timer = { at: now + ms, callback }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    ...parts,
  })
  const states: BootState[] = []
  subject.onState(state => states.push(state))
  const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
  const pass = async (ms: number): Promise<void> => {
    const end = now + ms
    for (;;) {
      await turn()
      const [first] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
      if (first === undefined) break
      timers.delete(first)
      now = Math.max(now, first.at)
      first.callback()
    }
    now = end
  }
  return { subject, states, calls, pass, client, kinds: () => states.map(({ kind }) => kind) }
}

describe('a boot', () => {
  test('asks for nothing before it begins', async () => {
    const { calls, pass, subject } = boot()
    await pass(60_000)
    expect(calls).toEqual([])
    expect(subject.state).toEqual({ kind: 'offered' })
  })

  test('tells its steps and the elapsed time, then what its Node can do', async () => {
    const { subject, states, pass, client } = boot()
    subject.begin()
    await pass(2_500)
    client.resolve(scriptedContainer())
    await pass(100)
    expect(states).toEqual([
      { kind: 'booting', step: 'client', elapsedMs: 0 },
      { kind: 'booting', step: 'container', elapsedMs: 0 },
      { kind: 'booting', step: 'container', elapsedMs: 1_000 },
      { kind: 'booting', step: 'container', elapsedMs: 2_000 },
      { kind: 'booting', step: 'node', elapsedMs: 2_500 },
      expect.objectContaining({
        kind: 'ready',
        bootMs: 2_500,
        abilities: expect.objectContaining({ blocking: false }),
      }),
    ])
  })

  test('begins once, however often it is asked', async () => {
    const { subject, calls, pass, client } = boot()
    subject.begin()
    subject.begin()
    client.resolve(scriptedContainer())
    await pass(100)
    subject.begin()
    await pass(100)
    expect(calls).toEqual(['client', 'boot'])
  })

  test('that hangs fails at its deadline, and a retry loads the frame anew: the same boot comes true', async () => {
    const { subject, calls, pass, client } = boot()
    subject.begin()
    await pass(BOOT_MS - 1)
    expect(subject.state.kind).toBe('booting')
    await pass(1)
    expect(subject.state).toMatchObject({ kind: 'failed', why: 'silent' })
    subject.begin()
    await pass(1_000)
    expect(calls).toEqual(['client', 'boot', 'reload'])
    client.resolve(scriptedContainer())
    await pass(100)
    expect(subject.state.kind).toBe('ready')
  })

  test('that comes late, without a retry, is taken', async () => {
    const { subject, pass, client } = boot()
    subject.begin()
    await pass(BOOT_MS)
    client.resolve(scriptedContainer())
    await pass(100)
    expect(subject.state.kind).toBe('ready')
  })

  test('fails soon when nothing answers at the address', async () => {
    const { subject, pass } = boot({ reach: async () => false })
    subject.begin()
    await pass(UNREACHABLE_MS)
    expect(subject.state).toMatchObject({ kind: 'failed', why: 'unreachable' })
  })

  test('goes on where only the question whether it can be reached was blocked', async () => {
    const { subject, pass, client } = boot({ reach: async () => false })
    subject.begin()
    await pass(1_000)
    client.resolve(scriptedContainer())
    await pass(UNREACHABLE_MS)
    expect(subject.state.kind).toBe('ready')
  })

  test('fails at once where the browser is offline, and loads nothing', async () => {
    const { subject, calls, pass } = boot({ isOnline: () => false })
    subject.begin()
    await pass(1)
    expect(subject.state).toMatchObject({ kind: 'failed', why: 'offline' })
    expect(calls).toEqual([])
  })

  test('fails with the reason when the client cannot be loaded, or refuses', async () => {
    const lost = boot({ client: () => Promise.reject(new Error('404')) })
    lost.subject.begin()
    await lost.pass(1)
    expect(lost.subject.state).toEqual({ kind: 'failed', why: 'no-client', reason: '404' })
    const refused = boot()
    refused.client.reject(new Error('Only a single WebContainer instance can be booted'))
    refused.subject.begin()
    await refused.pass(1)
    expect(refused.subject.state).toMatchObject({
      kind: 'failed',
      why: 'refused',
      reason: expect.stringMatching(/single/),
    })
    // The client is asked again: a refusal is no hang.
    refused.subject.begin()
    await refused.pass(1)
    expect(refused.calls).toEqual(['client', 'boot', 'client', 'boot'])
  })

  test('fails when Node does not start there, with what it said', async () => {
    const { subject, pass, client } = boot()
    client.resolve(scriptedContainer({ says: 'SyntaxError: Unexpected token', greets: false, exits: 1 }))
    subject.begin()
    await pass(1)
    await new Promise(resolve => setTimeout(resolve, 2_200))
    await pass(1)
    expect(subject.state).toMatchObject({
      kind: 'failed',
      why: 'no-node',
      reason: expect.stringMatching(/exit code 1.*Unexpected token/),
    })
  })

  test('whose files are never mounted fails too, and a retry boots another in its place', async () => {
    const { subject, calls, pass, client } = boot()
    const stuck = { ...scriptedContainer(), mount: () => new Promise<void>(() => {}) }
    client.resolve(stuck)
    subject.begin()
    await pass(NODE_MS - 1)
    expect(subject.state).toMatchObject({ kind: 'booting', step: 'node' })
    await pass(1)
    expect(subject.state).toMatchObject({ kind: 'failed', why: 'no-node' })
    subject.begin()
    await pass(100)
    // The frame of a container that did boot is not loaded anew: that would end it behind its handle.
    expect(calls).toEqual(['client', 'boot', 'client', 'boot'])
  })

  test('tears down the container whose Node did not start before it boots another', async () => {
    const container = scriptedContainer({ says: 'SyntaxError', greets: false })
    const { subject, pass, client } = boot()
    client.resolve(container)
    subject.begin()
    await pass(NODE_MS)
    expect(subject.state).toMatchObject({ kind: 'failed', why: 'no-node' })
    subject.begin()
    await pass(1)
    expect(container.tornDown).toBe(1)
  })

  test('starts Node anew in the same container after its process was lost', async () => {
    const { subject, calls, pass, client } = boot()
    const container = scriptedContainer()
    client.resolve(container)
    subject.begin()
    await pass(100)
    container.break(new Error('The process is gone.'))
    await pass(100)
    subject.begin()
    await pass(100)
    expect(subject.state.kind).toBe('ready')
    expect(calls).toEqual(['client', 'boot'])
    expect(container.processes).toBe(2)
  })

  test('is lost when its process falls silent, and begins again', async () => {
    const { subject, pass, client, kinds } = boot()
    const container = scriptedContainer()
    client.resolve(container)
    subject.begin()
    await pass(100)
    container.break(new Error('The container is gone.'))
    await pass(100)
    expect(subject.state).toEqual({ kind: 'lost', reason: 'The container is gone.' })
    subject.begin()
    await pass(100)
    expect(kinds().slice(-2)).toEqual(['booting', 'ready'])
  })

  test('that is ended is offered again, and its container torn down', async () => {
    const { subject, pass, client } = boot()
    const container = scriptedContainer()
    client.resolve(container)
    subject.begin()
    await pass(100)
    await subject.dispose()
    expect(subject.state).toEqual({ kind: 'offered' })
    expect(container.tornDown).toBe(1)
    await expect(subject.takeHome()).rejects.toThrow('The container is not running.')
  })

  test('that is ended while it hangs is not taken when it comes late, but torn down', async () => {
    const { subject, pass, client } = boot()
    const container = scriptedContainer()
    subject.begin()
    await pass(1_000)
    await subject.dispose()
    client.resolve(container)
    await pass(100)
    expect(subject.state).toEqual({ kind: 'offered' })
    expect(container.tornDown).toBe(1)
  })

  test('that is ended while it hangs and begins again waits for the same container: a tab has one', async () => {
    const { subject, calls, pass, client } = boot()
    const container = scriptedContainer()
    subject.begin()
    await pass(1_000)
    await subject.dispose()
    subject.begin()
    await pass(1_000)
    client.resolve(container)
    await pass(100)
    expect(subject.state.kind).toBe('ready')
    expect(calls).toEqual(['client', 'boot'])
    expect(container.tornDown).toBe(0)
  })

  test('that is ended while the client is loaded asks nothing of the vendor', async () => {
    const { subject, calls, pass } = boot()
    subject.begin()
    await subject.dispose()
    await pass(100)
    expect(calls).toEqual(['client'])
  })

  test('that is ended while Node starts tears its container down', async () => {
    const { subject, pass, client } = boot()
    const container = scriptedContainer({ greets: false })
    client.resolve(container)
    subject.begin()
    await pass(100)
    await subject.dispose()
    expect(container.tornDown).toBe(1)
  })

  test('hands out one home for each who asks', async () => {
    const { subject, pass, client } = boot()
    const container = scriptedContainer()
    client.resolve(container)
    subject.begin()
    await pass(100)
    const first = await subject.takeHome()
    const second = await subject.takeHome()
    expect(first).not.toBe(second)
    expect(container.processes).toBe(2)
  })
})

describe('the table of states', () => {
  const KINDS = Object.keys(BOOT_TABLE)
  const stateOf = (kind: string): BootState =>
    ({ kind, why: 'silent', reason: '', step: 'node', elapsedMs: 0 }) as unknown as BootState

  test.each(KINDS.flatMap(from => KINDS.map(to => [from, to] as const)))('from %s to %s', (from, to) => {
    const allowed = BOOT_TABLE[stateOf(from).kind].includes(stateOf(to).kind)
    if (allowed) expect(follow(stateOf(from), stateOf(to)).kind).toBe(to)
    else expect(() => follow(stateOf(from), stateOf(to))).toThrow(`not to "${to}"`)
  })
})

describe('a page is looked at before anything is asked for', () => {
  const WHOLE = {
    crossOriginIsolated: true,
    SharedArrayBuffer,
    WebAssembly,
    Atomics: { waitAsync: () => {} },
    navigator: { serviceWorker: {} },
  }
  test.each([
    ['not-isolated', { crossOriginIsolated: false }],
    ['no-shared-memory', { SharedArrayBuffer: undefined }],
    ['no-web-assembly', { WebAssembly: undefined }],
    ['no-service-worker', { navigator: {} }],
    ['old-browser', { Atomics: {} }],
    [null, {}],
  ])('%s', (why, lacking) => {
    expect(unsupportedBy({ ...WHOLE, ...lacking })).toBe(why)
  })

  test('and one that lacks something never boots', () => {
    const { subject, calls } = boot({ check: () => 'not-isolated' })
    subject.begin()
    expect(subject.state).toEqual({ kind: 'unsupported', why: 'not-isolated' })
    expect(calls).toEqual([])
  })
})
