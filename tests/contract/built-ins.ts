/** Node's modules answer in an environment as they do in Node. */
import { describe, expect, test } from 'vitest'
import { FILE_PROBES, PROBES, type Probe, probeText } from './as-node.ts'
import type { Deploy } from './subject.ts'

export function describeBuiltIns(deploy: Deploy, differs: ReadonlyMap<string, string>): void {
  describe('a module of Node answers as Node does', () => {
    test.each([...PROBES, ...FILE_PROBES].map(probe => [probe.module, probe] as const))('%s', async (_name, probe) => {
      const subject = await deploy(probeText(probe, `node:${probe.module}`))
      const [found, expected] = [asRecord(await subject.answer()), asRecord(await answerOfNode(probe))]
      // What is known to differ must: the list shrinks when it no longer does.
      const known = probe.expressions.filter(each => differs.has(each))
      for (const each of known) expect(found[each], each).not.toEqual(expected[each])
      const rest = Object.fromEntries(Object.entries(expected).filter(([each]) => !known.includes(each)))
      expect(found).toMatchObject(rest)
    })
  })

  test.each(PROBES.map(({ module }) => module))('%s is one module with and without "node:"', async module => {
    const subject = await deploy(
      `import * as a from '${module}'\nimport * as b from 'node:${module}'\nexport const handler = () => ({ same: a.default === b.default })`,
    )
    // A handler that returns no promise settles at once in Node 24.
    expect((await subject.invoke()).functionError).toBeNull()
  })
}

/** What this Node gave, by probe: asked once, since files and marks of one time would be there the next. */
const answers = new Map<Probe, Promise<unknown>>()

function answerOfNode(probe: Probe): Promise<unknown> {
  const answer = answers.get(probe) ?? askNode(probe)
  answers.set(probe, answer)
  return answer
}

async function askNode(probe: Probe): Promise<unknown> {
  const address = `data:text/javascript,${encodeURIComponent(probeText(probe, `node:${probe.module}`))}`
  const { handler } = await import(/* @vite-ignore */ address)
  return JSON.parse(JSON.stringify(await handler()))
}

function asRecord(value: unknown): Record<string, unknown> {
  return { ...(typeof value === 'object' ? value : { answer: value }) }
}
