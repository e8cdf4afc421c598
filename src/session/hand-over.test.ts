import { describe, expect, test, vi } from 'vitest'
import { createClock } from '../emulator/clock.ts'
import { createEmulator } from '../emulator/emulator.ts'
import { createIds, seededRandom } from '../emulator/ids.ts'
import { orderedFunction } from '../emulator/ordered-function.ts'
import { handTime, scriptedSandboxes } from '../emulator/scripted-sandboxes.ts'
import type { LessonSubject } from '../lesson/lesson.ts'
import type { Engine } from '../link/engine.ts'
import { linkByFunctionCall } from '../link/function-call.ts'
import type { EngineFactory } from './engine-seat.ts'
import { Session } from './session.ts'

const SUBJECT: LessonSubject = {
  lesson: '020-test',
  locale: 'en',
  files: { 'index.mjs': '{}' },
  solution: {},
  activeFile: 'index.mjs',
  query: '?a=1',
  configuration: {},
  account: {},
  steps: [],
} as unknown as LessonSubject

/** An engine whose functions do what their text orders; `started` collects the links. */
function engineOf(name: Engine['name'], log: string[]): EngineFactory {
  return async (account, resume) => {
    log.push(`${name}${resume === undefined ? '' : ` from ${resume.seq}`}`)
    const clock = createClock({ host: handTime(setImmediate), origin: resume?.time ?? 0, mode: 'stepping' })
    const ids = createIds(seededRandom(resume?.seed ?? 1))
    const sandboxes = scriptedSandboxes(orderedFunction())
    const emulator = createEmulator({ clock, ids, sandboxes, account, ...(resume && { resume }) })
    const link = linkByFunctionCall(emulator)
    const close = (): Promise<void> => {
      log.push(`${name} closed`)
      return link.close()
    }
    const closing = { ...link, close }
    return {
      name,
      state: { kind: 'ready', blocking: true, isolated: true },
      start: async () => closing,
      onState: () => () => {},
      dispose: async () => {},
    }
  }
}

function open(successor: () => EngineFactory | null, log: string[] = []) {
  const session = new Session({
    subject: SUBJECT,
    engine: engineOf('embedded', log),
    successor,
    storage: null,
    environmentLimit: 50,
  })
  const answered = (count: number): Promise<void> =>
    vi.waitFor(() => {
      const { invocations } = session.$picture.get()
      if (invocations.filter(({ ended }) => ended !== null).length !== count) throw new Error('not yet')
    })
  const invoke = async (): Promise<void> => {
    const count = session.$picture.get().invocations.length + 1
    session.invoke()
    await answered(count)
  }
  return { session, invoke, log, answered }
}

describe('a session changes its engine', () => {
  test('when edited code is deployed and another is ready; the list goes on', async () => {
    const log: string[] = []
    const { session, invoke } = open(() => engineOf('webcontainer', log), log)
    let ready = false
    const waiting = open(() => (ready ? engineOf('webcontainer', log) : null), log)
    await waiting.invoke()
    ready = true
    await waiting.invoke()
    expect(waiting.session.$engineName.get(), 'not without new code').toBe('embedded')
    waiting.session.edit('index.mjs', '{ }')
    await waiting.invoke()
    expect(waiting.session.$engineName.get()).toBe('webcontainer')
    const { environments, invocations } = waiting.session.$picture.get()
    expect(environments.map(({ id, state }) => `${id} ${state}`)).toEqual(['env-1 reclaimed', 'env-2 frozen'])
    expect(invocations.map(({ start }) => start)).toEqual(['cold', 'warm', 'cold'])
    expect(log).toEqual(['embedded', expect.stringMatching(/^webcontainer from \d\d/), 'embedded closed'])
    // One that is ready at once answers the first request.
    await invoke()
    expect(session.$engineName.get()).toBe('webcontainer')
  })

  test('stays on it for what is deployed next', async () => {
    const log: string[] = []
    const { session, invoke } = open(() => engineOf('webcontainer', log), log)
    await invoke()
    session.edit('index.mjs', '{ }')
    await invoke()
    expect(log).toEqual(['embedded', 'webcontainer from 0', 'embedded closed'])
    expect(session.$engineName.get()).toBe('webcontainer')
    expect(session.$picture.get().environments.map(({ state }) => state)).toEqual(['reclaimed', 'frozen'])
  })

  test('waits while a request runs, and changes with the next deploy', async () => {
    const log: string[] = []
    let ready = false
    const { session, invoke, answered } = open(() => (ready ? engineOf('webcontainer', log) : null), log)
    await invoke()
    ready = true
    session.edit('index.mjs', '{ }')
    session.invoke()
    session.edit('index.mjs', '{  }')
    session.invoke()
    await answered(3)
    session.edit('index.mjs', '{   }')
    await invoke()
    expect(session.$engineName.get()).toBe('webcontainer')
    expect(session.$picture.get().invocations.map(({ start }) => start)).toEqual(['cold', 'cold', 'cold', 'cold'])
  })

  test('goes on with the engine it had when the other does not start', async () => {
    const log: string[] = []
    let ready = false
    const broken: EngineFactory = () => Promise.reject(new Error('The process was silent for 12 s.'))
    const { session, invoke } = open(() => (ready ? broken : null), log)
    await invoke()
    ready = true
    session.edit('index.mjs', '{ }')
    await invoke()
    expect(session.$engineName.get()).toBe('embedded')
    expect(session.$picture.get().environments.map(({ id, state }) => `${id} ${state}`)).toEqual([
      'env-1 reclaimed',
      'env-2 frozen',
    ])
    expect(session.$notice.get()).toEqual({ kind: 'deployed' })
  })

  test('says so when neither starts, keeps the code, and begins afresh with the next request', async () => {
    const log: string[] = []
    let fails = false
    const broken: EngineFactory = () => Promise.reject(new Error('The process was silent for 12 s.'))
    const working = engineOf('embedded', log)
    const session = new Session({
      subject: SUBJECT,
      engine: (...given) => (fails ? broken(...given) : working(...given)),
      successor: () => (fails ? broken : null),
      storage: null,
      environmentLimit: 50,
    })
    await session.request([{ kind: 'event', payload: '{}', invocationType: 'RequestResponse' }])
    fails = true
    session.edit('index.mjs', '{ }')
    await session.request([{ kind: 'event', payload: '{}', invocationType: 'RequestResponse' }])
    expect(session.$notice.get()).toEqual({ kind: 'engine-failed', reason: 'The process was silent for 12 s.' })
    expect(session.$engine.get().kind).toBe('failed')
    expect(log).toEqual(['embedded', 'embedded closed'])
    fails = false
    await session.request([{ kind: 'event', payload: '{}', invocationType: 'RequestResponse' }])
    expect(session.$engine.get().kind).toBe('ready')
    expect(session.$files.get()).toEqual({ 'index.mjs': '{ }' })
  })
})
