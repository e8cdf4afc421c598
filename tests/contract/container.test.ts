/** The contract on the node home over its protocol, on each Node that a container may have, whole and lacking. */
import { describe } from 'vitest'
import type { Hostility } from '../webcontainer/double/hostility.ts'
import { createLocalEngine } from '../webcontainer/local-engine.ts'
import { NODE22 } from '../webcontainer/node22.ts'
import { describeContract } from './contract.ts'

/** The container's Node is the vendor's to choose. */
const OLDER_NODE = new Map([
  ['m.version.startsWith("v24.")', 'Node 22'],
  ['m.versions.node.startsWith("24.")', 'Node 22'],
])

const NODES: readonly (readonly [string, Hostility])[] = [['Node 24', {}], ...(NODE22 === null ? [] : nodes22(NODE22))]

function nodes22(node: string): typeof NODES {
  return [
    ['Node 22.22', { node }],
    ['Node 22.22 without hooks, waits and contexts', { node, lacks: ['hooks', 'wait', 'context'] }],
  ]
}

describe.each(NODES)('%s', (_name, hostility) => {
  const expressions = hostility.node === undefined ? new Map<string, string>() : OLDER_NODE
  describeContract(options => createLocalEngine(options, hostility), { loads: [], expressions })
})
