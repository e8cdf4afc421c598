/** Serves the built site for the browser tests, by the very server of `npm start`. */
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { createSiteServer, listen } from '../../scripts/site-server.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    readonly site: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = createSiteServer(join(import.meta.dirname, '../../dist'))
  const port = await listen(server, 0)
  project.provide('site', `http://localhost:${port}`)
  return async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
}
