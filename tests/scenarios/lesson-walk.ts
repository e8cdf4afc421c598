/** A lesson's function under study as on its page, on the node engine, for a walk through its steps. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { onTestFinished } from 'vitest'
import { parse } from 'yaml'
import '../../scripts/ensure-bundles.ts'
import { createNodeEngine } from '../../src/engines/node/node-engine.ts'
import { lessonSchema } from '../../src/lesson/lesson-schema.ts'
import { readScenario } from '../../src/scenario/read-scenario.ts'
import { Session } from '../../src/session/session.ts'

const home = new URL('../../src/homes/node.ts', import.meta.url)
const folder = new URL('../../lessons/', import.meta.url)

/** The files of a lesson's folder by name, as texts. */
export function filesOf(lesson: string, version: string): Record<string, string> {
  const files = new URL(`${lesson}/${version}/`, folder)
  return Object.fromEntries(readdirSync(files).map(name => [name, readFileSync(new URL(name, files), 'utf8')]))
}

function solutionOf(lesson: string): Record<string, string> {
  return existsSync(new URL(`${lesson}/solution/`, folder)) ? filesOf(lesson, 'solution') : {}
}

/** A session of the lesson, closed with the test. */
export function open(lesson: string): Session {
  const data = lessonSchema.parse(parse(readFileSync(new URL(`${lesson}/lesson.yaml`, folder), 'utf8')))
  const { scenario } = readScenario(readFileSync(new URL(`${lesson}/scenario.yaml`, folder), 'utf8'), lesson)
  const session = new Session({
    subject: {
      lesson,
      locale: 'en',
      files: filesOf(lesson, 'start'),
      solution: solutionOf(lesson),
      activeFile: data.file,
      configuration: scenario.functions[0]?.configuration ?? {},
      account: scenario.account,
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

/** Does something and waits until `count` more invocations have ended, or were refused, and their steps were looked at. */
export async function answered(session: Session, count: number, act: () => void): Promise<void> {
  const ended = () =>
    session.$picture.get().invocations.filter(({ ended: end, throttle }) => end !== null || throttle !== null).length
  const before = ended()
  act()
  await holds(session, () => ended() === before + count && session.$pending.get() === 0)
}

/** Sends a request and waits for its answer. */
export function send(session: Session, query: string): Promise<void> {
  return answered(session, 1, () => session.send(query))
}

/** Lets time pass until `alive` environments are left. */
export async function skip(session: Session, minutes: number, alive: number): Promise<void> {
  const until = session.$picture.get().now + minutes * 60_000
  session.skip(minutes * 60_000)
  await holds(session, () => {
    const { now, environments } = session.$picture.get()
    return now >= until && environments.filter(({ state }) => state !== 'reclaimed').length === alive
  })
}

/** Resolves as soon as `condition` holds of the picture and the requests under way. */
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
