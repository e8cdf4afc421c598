/** What engines are known not to do as Lambda does. */
import { DIFFERS_IN_BROWSERS } from './as-node.ts'
import type { KnownDifferences } from './contract.ts'

/** Of the embedded engine. */
export const EMBEDDED_DIFFERENCES: KnownDifferences = {
  cases: new Map([
    [
      'a function of a cycle called while it loads',
      'modules of a cycle are linked through stand-ins, which get a function when its module has run',
    ],
  ]),
  expressions: DIFFERS_IN_BROWSERS,
}

/** Of a home on the Node.js 22 that containers have. */
export const NODE22_DIFFERENCES: KnownDifferences = {
  cases: new Map(),
  expressions: new Map([
    ['m.version.startsWith("v24.")', 'Node 22'],
    ['m.versions.node.startsWith("24.")', 'Node 22'],
  ]),
}
