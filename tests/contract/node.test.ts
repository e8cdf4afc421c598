import { createNodeEngine } from '../../src/engines/node/node-engine.ts'
import { describeContract } from './contract.ts'

describeContract(options => createNodeEngine(new URL('../../src/homes/node.ts', import.meta.url), options))
