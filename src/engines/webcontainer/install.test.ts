import { expect, test } from 'vitest'
import { INSTALL_MS, Installer, type InstallState, packagesOf } from './install.ts'
import { installFirst } from './installing-link.ts'
import { scriptedContainer } from './scripted-container.ts'

const manifest = (dependencies: Record<string, string>) => [
  { path: 'package.json', text: JSON.stringify({ dependencies }) },
]

/** An installer by hand: timers fire when the test says. */
function open(script: Parameters<typeof scriptedContainer>[0]) {
  const told: InstallState[] = []
  const timers = new Map<number, () => void>()
  const container = scriptedContainer({ greets: false, ...script })
  const installer = new Installer({
    container,
    tell: state => told.push(state),
    now: () => 0,
    after: (ms, callback) => {
      timers.set(ms, callback)
      return () => timers.delete(ms)
    },
  })
  return { installer, told, container, pass: (ms: number) => timers.get(ms)?.() }
}

const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

test('an installation tells its progress and its end, and is not repeated for the same package.json', async () => {
  const { installer, told, container, pass } = open({ exits: 0 })
  const done = installer.prepare(manifest({ hoge: '1' }))
  await settle()
  pass(1_000)
  await done
  expect(told.map(({ kind }) => kind)).toEqual(['installing', 'installed'])
  await installer.prepare(manifest({ hoge: '1' }))
  expect(container.processes).toBe(1)
  await installer.prepare(manifest({ hoge: '2' }))
  expect(container.processes).toBe(2)
})

test('one that failed is tried again with the next deployment; npm is quoted without colours and the name of its log', async () => {
  const says =
    '\u001b[31mnpm error\u001b[0m code E404\r\nnpm error A complete log of this run can be found in: /x-debug-0.log\r\n'
  const { installer, told, container } = open({ exits: 1, says })
  await installer.prepare(manifest({ hoge: '1' }))
  expect(told.at(-1)).toEqual({ kind: 'failed', why: 'npm', reason: 'code E404' })
  await installer.prepare(manifest({ hoge: '1' }))
  expect(container.processes).toBe(2)
})

test('one whose end is never told ends by its deadline', async () => {
  const { installer, told, pass } = open({ says: 'waiting for the registry' })
  const done = installer.prepare(manifest({ hoge: '1' }))
  await settle()
  pass(INSTALL_MS)
  await done
  expect(told.at(-1)).toEqual({ kind: 'failed', why: 'slow', reason: 'waiting for the registry' })
})

test('nothing is started where nothing is asked for', async () => {
  const { installer, told, container } = open({ exits: 0 })
  for (const text of ['', '{}', '{ "dependencies": null }', '[]']) {
    await installer.prepare([{ path: 'package.json', text }])
  }
  await installer.prepare([{ path: 'index.mjs', text: '' }])
  expect(container.processes).toBe(0)
  expect(told).toEqual([])
  expect(() => packagesOf([{ path: 'package.json', text: '{' }])).toThrow(SyntaxError)
})

test('what is sent behind a deployment waits for its installation, in order', async () => {
  const sent: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const link = installFirst(
    {
      send: async ({ type }) => {
        sent.push(type)
        return { ok: true, result: { type: 'done' } }
      },
      subscribe: () => () => {},
      close: async () => {},
    },
    () => promise,
  )
  const deploy = link.send({ type: 'deploy', function: 'f', files: [] })
  const idle = link.send({ type: 'idle', ms: 1 })
  await settle()
  expect(sent).toEqual([])
  resolve()
  await Promise.all([deploy, idle])
  expect(sent).toEqual(['deploy', 'idle'])
  await link.send({ type: 'clock', mode: 'real' })
  expect(sent).toEqual(['deploy', 'idle', 'clock'])
})
