/** What looks at a run: loaded with the engine, since before that there is nothing to see. */
export { foldTicks } from '../lesson/ticks.ts'
export { Witness } from '../scenario/witness.ts'
