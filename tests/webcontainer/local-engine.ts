/** The node home over its real protocol in a local container, as an engine: everything of the WebContainer engine but the client. */
import { readFile } from 'node:fs/promises'
import { ensureBundle } from '../../scripts/bundles.ts'
import { Installer, type InstallState } from '../../src/engines/webcontainer/install.ts'
import { installFirst } from '../../src/engines/webcontainer/installing-link.ts'
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
  /** What was told of npm. */
  readonly installs: readonly InstallState[]
  /** The port of the function URL, when it is served. */
  readonly port: Promise<number>
  /** Ends its processes from outside. */
  kill(): void
}

export function createLocalEngine(options: HomeOptions, hostility: Hostility = {}): LocalEngine {
  let container: LocalContainer | null = null
  let link: Promise<Link> | null = null
  const abandoned: number[] = []
  const installs: InstallState[] = []
  const listening = Promise.withResolvers<number>()
  let home: StdioLink | null = null
  const open = async (): Promise<Link> => {
    container = await createLocalContainer(hostility)
    const bundle = await readFile(await ensureBundle('container'), 'utf8')
    const installer = new Installer({
      container,
      tell: install => installs.push(install),
      now: () => performance.now(),
      after: (ms, callback) => {
        const timer = setTimeout(callback, ms)
        return () => clearTimeout(timer)
      },
    })
    home = await startHome(container, bundle, {
      abandoned: count => abandoned.push(count),
      listening: at => listening.resolve(at),
      asked: async http => {
        const request = { kind: 'url', http } as const
        return (await link)?.send({ type: 'invoke', function: 'f', request }) ?? null
      },
    })
    return installFirst(home.open(options), files => installer.prepare(files))
  }
  const state: EngineState = { kind: 'idle' }
  return {
    name: 'webcontainer',
    state,
    abandoned,
    installs,
    port: listening.promise,
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
