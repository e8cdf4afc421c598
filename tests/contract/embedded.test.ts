import { createChromiumEngine } from '../../src/cli/chromium/chromium-engine.ts'
import { EMBEDDED_DIFFERENCES } from '../../src/contract/known-differences.ts'
import { describeContract } from './contract.ts'

describeContract(options => createChromiumEngine(options), EMBEDDED_DIFFERENCES)
