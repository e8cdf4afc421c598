/** The node home: an emulator whose environments are worker threads, linked by function calls. */
import { linkByFunctionCall } from '../link/function-call.ts'
import type { HomeOptions } from '../link/home-options.ts'
import type { Link } from '../link/link.ts'
import { createNodePostgres } from '../postgres/node.ts'
import { createNodeSandboxes } from '../sandboxes/node/provider.ts'
import { createNodeEmulator } from './node-emulator.ts'
import { nodePackages } from './node-packages.ts'

/** Starts the home in this process. Closing the link ends it and every thread it started. */
export function startHome(options: HomeOptions): Link {
  const beside = { postgres: createNodePostgres(), packages: nodePackages }
  return linkByFunctionCall(createNodeEmulator(options, createNodeSandboxes(), beside))
}
