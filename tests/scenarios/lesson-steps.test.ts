/** Walks through each lesson as its prose leads, with the page's session on the node engine: every step gets ticked. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import '../../scripts/ensure-bundles.ts'
import { createNodeEngine } from '../../src/engines/node/node-engine.ts'
import { lessonSchema } from '../../src/lesson/lesson-schema.ts'
import { Session } from '../../src/session/session.ts'

const home = new URL('../../src/homes/node.ts', import.meta.url)
const folder = new URL('../../lessons/', import.meta.url)
const SKIPPED_MS = 900_000

function filesOf(lesson: string, version: 'start' | 'solution'): Record<string, string> {
  const files = new URL(`${lesson}/${version}/`, folder)
  return Object.fromEntries(readdirSync(files).map(name => [name, readFileSync(new URL(name, files), 'utf8')]))
}

function open(lesson: string): Session {
  const data = lessonSchema.parse(parse(readFileSync(new URL(`${lesson}/lesson.yaml`, folder), 'utf8')))
  const session = new Session({
    subject: {
      lesson,
      locale: 'en',
      files: filesOf(lesson, 'start'),
      solution: {},
      activeFile: data.file,
      configuration: {},
      account: {},
      query: data.query,
      steps: data.steps,
    },
    engine: async account => createNodeEngine(home, { account, clock: 'stepping', origin: 0, seed: 1 }),
    storage: null,
    environmentLimit: 10,
  })
  onTestFinished(() => session.close())
  return session
}

/** Does something and waits until `count` more invocations have ended and their steps were looked at. */
async function answered(session: Session, count: number, act: () => void): Promise<void> {
  const ended = () => session.$picture.get().invocations.filter(invocation => invocation.ended !== null).length
  const before = ended()
  act()
  await holds(session, () => ended() === before + count && session.$pending.get() === 0)
}

function holds(session: Session, condition: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const stores = [session.$picture, session.$pending]
    const releases = stores.map(store => store.listen(() => look()))
    const look = (): void => {
      if (!condition()) return
      for (const release of releases) release()
      resolve()
    }
    look()
  })
}

async function reclaimAll(session: Session): Promise<void> {
  session.skip(SKIPPED_MS)
  await holds(session, () => session.$picture.get().environments.every(({ state }) => state === 'reclaimed'))
}

function edit(session: Session, lesson: string): void {
  for (const [path, text] of Object.entries(filesOf(lesson, 'solution'))) session.edit(path, text)
}

test('the first request is ticked step by step', async () => {
  const lesson = '010-the-first-request'
  const session = open(lesson)
  await answered(session, 1, () => session.send(''))
  expect(session.$done.get()).toEqual(['cold-start'])
  await answered(session, 1, () => session.send(''))
  expect(session.$done.get()).toEqual(['cold-start', 'no-second-init'])
  await reclaimAll(session)
  await answered(session, 1, () => session.send(''))
  expect(session.$done.get()).toEqual(['cold-start', 'no-second-init', 'cold-again'])
  await answered(session, 1, () => session.send(''))
  expect(session.$done.get(), 'the code as it was given').not.toContain('slow-init')
  edit(session, lesson)
  await answered(session, 1, () => session.send(''))
  await answered(session, 1, () => session.send(''))
  expect(session.$done.get()).toEqual(['cold-start', 'no-second-init', 'cold-again', 'slow-init'])
})

test('the second request is ticked step by step', async () => {
  const lesson = '020-the-second-request-remembers'
  const session = open(lesson)
  const done = ['cold-start']
  await answered(session, 1, () => session.send('?message=hoge'))
  expect(session.$done.get()).toEqual(done)
  await answered(session, 1, () => session.send('?message=fuga'))
  expect(session.$done.get()).toEqual([...done, 'remembers'])
  await answered(session, 1, () => session.send(''))
  await answered(session, 1, () => session.send('?message=piyo'))
  expect(session.$done.get()).toEqual([...done, 'remembers', 'survives-error'])
  await answered(session, 2, () => session.invokeTwice())
  expect(session.$done.get()).toEqual([...done, 'remembers', 'survives-error', 'second-environment'])
  await reclaimAll(session)
  await answered(session, 1, () => session.send('?message=hoge'))
  expect(session.$done.get().at(-1)).toBe('reclaimed')
  await answered(session, 1, () => session.send('?message=hoge'))
  expect(session.$done.get(), 'the code as it was given').not.toContain('counts')
  edit(session, lesson)
  await answered(session, 1, () => session.send('?message=hoge'))
  await answered(session, 1, () => session.send('?message=fuga'))
  expect(session.$done.get().at(-1)).toBe('counts')
})
