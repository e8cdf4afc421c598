/** Vitest runs the cases of the contract on an engine. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import '../../scripts/ensure-bundles.ts'
import { askNode } from '../../scripts/node-answers-plugin.ts'
import type { Probe } from '../../src/contract/as-node.ts'
import { CONTRACT, CONTRACT_HOME, type KnownDifferences, NO_DIFFERENCES } from '../../src/contract/contract.ts'
import type { CaseTools } from '../../src/contract/contract-case.ts'
import { type Deploy, deployOver } from '../../src/contract/subject.ts'
import type { Engine } from '../../src/link/engine.ts'
import type { HomeOptions } from '../../src/link/home-options.ts'

/** Holds an engine to it. */
export function describeContract(
  create: (options: HomeOptions) => Engine,
  known: KnownDifferences = NO_DIFFERENCES,
): void {
  let engine: Engine | null = null
  let connected: Deploy
  beforeAll(async () => {
    engine = create(CONTRACT_HOME)
    connected = deployOver(await engine.start())
  })
  afterAll(() => engine?.dispose())
  const tools: CaseTools = {
    deploy: (...given) => connected(...given),
    nodeAnswers: answerOfNode,
    differs: known.expressions,
  }
  describe.each(CONTRACT)('$title', ({ cases }) => {
    test.each(cases)('$name', async ({ name, run }) => {
      if (known.cases.has(name)) await expect(run(tools), 'it is known not to hold, and does').rejects.toThrow()
      else await run(tools)
    })
  })
}

/** What this Node gave, by probe: asked once, since files and marks of one time would be there the next. */
const answers = new Map<Probe, ReturnType<typeof askNode>>()

function answerOfNode(probe: Probe): ReturnType<typeof askNode> {
  const answer = answers.get(probe) ?? askNode(probe)
  answers.set(probe, answer)
  return answer
}
