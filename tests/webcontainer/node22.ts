/** The Node.js that the vendor serves in its containers (reference webcontainer 2.1), where `npm install` has brought it. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PATH = fileURLToPath(new URL('../../node22/node_modules/node/bin/node', import.meta.url))

/** Its path; null where it is not there. */
export const NODE22: string | null = existsSync(PATH) ? PATH : null
