/** The contract through everything: the vendor's client in Chromium, the double's frame, a process of Node, its terminal. */
import { describeContract } from '../contract/contract.ts'
import { createDoubleEngine } from './chromium-engine.ts'

describeContract(options => createDoubleEngine(options))
