/** Node's modules answer in an environment as they do in Node. */
import { FILE_PROBES, PROBES, type Probe, probeText } from './as-node.ts'
import { type CaseGroup, type ContractCase, caseOf } from './contract-case.ts'
import { expect } from './expectation.ts'

/** Every module that is asked, by the text of its probe. */
export const ALL_PROBES: readonly Probe[] = [...PROBES, ...FILE_PROBES]

const ANSWERS: readonly ContractCase[] = ALL_PROBES.map(probe => ({
  name: probe.module,
  run: async ({ deploy, nodeAnswers, differs }) => {
    const subject = await deploy(probeText(probe, `node:${probe.module}`))
    const [found, wanted] = [asRecord(await subject.answer()), await nodeAnswers(probe)]
    for (const each of probe.expressions) {
      // What is known to differ must: the list shrinks when it no longer does.
      if (differs.has(each)) expect(found[each], each).toDiffer(wanted[each])
      else expect(found[each], each).toEqual(wanted[each])
    }
  },
}))

const ONE_MODULE: readonly ContractCase[] = PROBES.map(({ module }) =>
  caseOf(module, async deploy => {
    const subject = await deploy(
      `import * as a from '${module}'\nimport * as b from 'node:${module}'\nexport const handler = () => ({ same: a.default === b.default })`,
    )
    // A handler that returns no promise settles at once in Node 24.
    expect((await subject.invoke()).functionError).toEqual(null)
  }),
)

/** Node's own modules. */
export const BUILT_IN_GROUPS: readonly CaseGroup[] = [
  { title: 'a module of Node answers as Node does', cases: ANSWERS },
  { title: 'it is one module with and without "node:"', cases: ONE_MODULE },
]

/** An answer as a record of values. */
export function asRecord(value: unknown): Record<string, unknown> {
  return { ...(typeof value === 'object' ? value : { answer: value }) }
}
