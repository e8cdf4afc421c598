/** The contract on the node home over its protocol, on each Node that a container may have, whole and lacking. */
import { describe } from 'vitest'
import { NO_DIFFERENCES } from '../../src/contract/contract.ts'
import { NODE22_DIFFERENCES } from '../../src/contract/known-differences.ts'
import type { Hostility } from '../webcontainer/double/hostility.ts'
import { createLocalEngine } from '../webcontainer/local-engine.ts'
import { NODE22 } from '../webcontainer/node22.ts'
import { describeContract } from './contract.ts'

const NODES: readonly (readonly [string, Hostility])[] = [['Node 24', {}], ...(NODE22 === null ? [] : nodes22(NODE22))]

function nodes22(node: string): typeof NODES {
  return [
    ['Node 22.22', { node }],
    ['Node 22.22 without hooks, waits and contexts', { node, lacks: ['hooks', 'wait', 'context'] }],
  ]
}

describe.each(NODES)('%s', (_name, hostility) => {
  const known = hostility.node === undefined ? NO_DIFFERENCES : NODE22_DIFFERENCES
  describeContract(options => createLocalEngine(options, hostility), known)
})
