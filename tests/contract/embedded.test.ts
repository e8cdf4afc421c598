import { createChromiumEngine } from '../../src/cli/chromium/chromium-engine.ts'
import { DIFFERS_IN_BROWSERS } from './as-node.ts'
import { describeContract } from './contract.ts'

describeContract(options => createChromiumEngine(options), {
  // Modules of a cycle are linked through stand-ins, which get a function when its module has run.
  loads: ['a function of a cycle called while it loads'],
  expressions: DIFFERS_IN_BROWSERS,
})
