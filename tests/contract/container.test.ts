/** The contract on the node home over its protocol, on each Node that a container may have, whole and lacking. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe } from 'vitest'
import type { Hostility } from '../webcontainer/double/hostility.ts'
import { createLocalEngine } from '../webcontainer/local-engine.ts'
import { describeContract } from './contract.ts'

const NODE22 = fileURLToPath(new URL('../../node22/node_modules/node/bin/node', import.meta.url))

/** The container's Node is the vendor's to choose. */
const OLDER_NODE = new Map([
  ['m.version.startsWith("v24.")', 'Node 22'],
  ['m.versions.node.startsWith("24.")', 'Node 22'],
])

const NODES: readonly (readonly [string, Hostility])[] = [
  ['Node 24', {}],
  ['Node 22.22', { node: NODE22 }],
  ['Node 22.22 without hooks, waits and contexts', { node: NODE22, lacks: ['hooks', 'wait', 'context'] }],
]

describe.each(NODES.filter(([, { node }]) => node === undefined || existsSync(node)))('%s', (_name, hostility) => {
  const expressions = hostility.node === undefined ? new Map<string, string>() : OLDER_NODE
  describeContract(options => createLocalEngine(options, hostility), { loads: [], expressions })
})
