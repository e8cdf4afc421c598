/** The node home over its real protocol in a local container, as an engine: everything of the WebContainer engine but the client. */
import { readFile } from 'node:fs/promises'
import { ensureBundle } from '../../scripts/bundles.ts'
import { startHome } from '../../src/engines/webcontainer/start-home.ts'
import type { Engine, EngineState } from '../../src/link/engine.ts'
import type { HomeOptions } from '../../src/link/home-options.ts'
import type { Link } from '../../src/link/link.ts'
import type { StdioLink } from '../../src/link/stdio.ts'
import type { Hostility } from './double/hostility.ts'
import { createLocalContainer, type LocalContainer } from './double/local-container.ts'

export interface LocalEngine extends Engine {
  /** The process's end of the wire, once started. */
  readonly home: StdioLink | null
  readonly abandoned: readonly number[]
  /** Ends its processes from outside. */
  kill(): void
}

export function createLocalEngine(options: HomeOptions, hostility: Hostility = {}): LocalEngine {
  let container: LocalContainer | null = null
  let link: Promise<Link> | null = null
  const abandoned: number[] = []
  let home: StdioLink | null = null
  const open = async (): Promise<Link> => {
    container = await createLocalContainer(hostility)
    const bundle = await readFile(await ensureBundle('container'), 'utf8')
    home = await startHome(container, bundle, { abandoned: count => abandoned.push(count) })
    return home.open(options)
  }
  const state: EngineState = { kind: 'idle' }
  return {
    name: 'webcontainer',
    state,
    abandoned,
    kill: () => container?.teardown(),
    get home() {
      return home
    },
    start: () => {
      link ??= open()
      return link
    },
    onState: () => () => {},
    dispose: async () => {
      await (await link)?.close()
      await container?.destroy()
    },
  }
}
