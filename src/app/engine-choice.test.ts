import { atom } from 'nanostores'
import { describe, expect, test } from 'vitest'
import type { BootState } from '../engines/webcontainer/boot-state.ts'
import { type ContainerParts, defaultSetting, ENGINE_KEY, EngineChoice, readBuild } from './engine-choice.ts'

const BUILD = { apiKey: null, setting: null } as const
const READY: BootState = {
  kind: 'ready',
  abilities: { blocking: true, hooks: true, asyncContext: true, node: 'v22.22.3' },
  bootMs: 1,
  nodeMs: 1,
}

function open(kept: string | null = null, hostname = 'localhost') {
  const log: string[] = []
  const values = new Map<string, string>(kept === null ? [] : [[ENGINE_KEY, kept]])
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  }
  let failure: string | null = null
  let tell: (state: BootState) => void = () => {}
  let abandon: (count: number) => void = () => {}
  const container: ContainerParts = {
    state: { kind: 'offered' },
    onState: listener => {
      tell = listener
      return () => {}
    },
    onAbandoned: listener => {
      abandon = listener
      return () => {}
    },
    listen: () => {},
    shell: () => Promise.reject(new Error('not here')),
    begin: () => void log.push('begin'),
    dispose: async () => void log.push('dispose'),
    factory: () => Promise.reject(new Error('not here')),
    check: () => {
      throw new Error('not here')
    },
  }
  const choice = new EngineChoice({ build: BUILD, hostname, storage }, async () => {
    log.push('load')
    if (failure === null) return container
    const error = new Error(failure)
    failure = null
    throw error
  })
  const session = { $pending: atom(0) }
  choice.follow(session)
  const act = async (): Promise<void> => {
    session.$pending.set(1)
    session.$pending.set(0)
    await settle()
  }
  return {
    choice,
    log,
    act,
    values,
    tell: (state: BootState) => tell(state),
    abandon: (count: number) => abandon(count),
    /** The next loading of its code fails. */
    failLoading: (reason: string) => {
      failure = reason
    },
  }
}

const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

describe('the engine that a reader gets who chose none', () => {
  test.each([
    ['on this machine', BUILD, 'localhost', 'auto'],
    ['on this machine, by number', BUILD, '127.0.0.1', 'auto'],
    ['on another origin', BUILD, 'warmstart.example', 'off'],
    ['on a site with a key', { ...BUILD, apiKey: 'k' }, 'warmstart.example', 'auto'],
    ['on a site that asks', { ...BUILD, setting: 'ask' }, 'localhost', 'ask'],
  ] as const)('%s', (_where, build, hostname, setting) => {
    expect(defaultSetting(build, hostname)).toBe(setting)
  })
})

describe('a choice of engine', () => {
  test('in auto loads and boots behind the first action, once, and not before', async () => {
    const { log, act } = open()
    await settle()
    expect(log).toEqual([])
    await act()
    await act()
    expect(log).toEqual(['load', 'begin'])
  })

  test.each(['ask', 'off'])('in %s loads nothing by itself', async setting => {
    const { log, act } = open(setting)
    await act()
    expect(log).toEqual([])
  })

  test('is remembered; what is no setting is not', () => {
    const { choice, values } = open('nonsense')
    expect(choice.$setting.get()).toBe('auto')
    choice.choose('off')
    expect(values.get(ENGINE_KEY)).toBe('off')
    expect(open('off').choice.$setting.get()).toBe('off')
  })

  test('boots at once when auto is chosen after the first action', async () => {
    const { choice, log, act } = open('off')
    await act()
    choice.choose('auto')
    await settle()
    expect(log).toEqual(['load', 'begin'])
  })

  test('loads and boots once, however often it is asked to while its code is on its way', async () => {
    const { choice, log } = open()
    await Promise.all([choice.begin(), choice.begin()])
    expect(log.filter(each => each === 'load')).toHaveLength(1)
  })

  test('tells that its code did not load, and tries again when asked', async () => {
    const { choice, log, failLoading } = open()
    failLoading('the chunk is gone')
    await choice.begin()
    expect(choice.$boot.get()).toEqual({ kind: 'failed', why: 'no-client', reason: 'the chunk is gone' })
    await choice.begin()
    expect(log).toEqual(['load', 'load', 'begin'])
  })

  test('does not boot what was put off while its code was on its way', async () => {
    const { choice, log } = open()
    const begun = choice.begin()
    choice.choose('off')
    await begun
    expect(log).toEqual(['load'])
    expect(choice.$boot.get()).toEqual({ kind: 'offered' })
  })

  test('offers the container to take over while it is ready and not off', async () => {
    const { choice, act, tell } = open()
    expect(choice.successor()).toBeNull()
    await act()
    expect(choice.successor()).toBeNull()
    tell(READY)
    expect(choice.successor()).not.toBeNull()
    choice.choose('off')
    expect(choice.successor()).toBeNull()
    choice.choose('ask')
    tell({ kind: 'lost', reason: 'gone' })
    expect(choice.successor()).toBeNull()
  })

  test('ends a boot that is not wanted any more', async () => {
    const { choice, log, act, tell } = open()
    await act()
    tell({ kind: 'booting', step: 'container', elapsedMs: 0 })
    choice.choose('off')
    expect(log.at(-1)).toBe('dispose')
  })

  test('restarts the container, and forgets what could not be stopped in it', async () => {
    const { choice, log, act, abandon } = open()
    await act()
    abandon(2)
    expect(choice.$abandoned.get()).toBe(2)
    await choice.restart()
    expect(choice.$abandoned.get()).toBe(0)
    expect(log.slice(-2)).toEqual(['dispose', 'begin'])
  })
})

test('the chip without data has no second engine; with data of another shape it is an error', () => {
  expect(readBuild(undefined)).toBeNull()
  expect(readBuild(JSON.stringify(BUILD))).toEqual(BUILD)
  expect(() => readBuild('{}')).toThrow()
})
