/** The WebContainer engine for the page's functions; loaded when it is to boot. */
import { containerUrl } from 'virtual:warmstart-engine'
import { PUBLISHED_RUNTIME_START_MS } from '../emulator/limits.ts'
import { tabBoot } from '../engines/webcontainer/browser.ts'
import { createWebContainerEngine } from '../engines/webcontainer/engine.ts'
import { openShell } from '../engines/webcontainer/shell.ts'
import { checkHome } from './check-home.ts'
import type { ContainerParts } from './engine-choice.ts'

/** The tab's container, and how an engine is made on it. */
export function connectContainer(apiKey: string | null): ContainerParts {
  const boot = tabBoot({ apiKey, bundleUrl: containerUrl })
  return {
    get state() {
      return boot.state
    },
    onState: listener => boot.onState(listener),
    onAbandoned: listener => boot.onAbandoned(listener),
    listen: listeners => {
      boot.heard = listeners
    },
    shell: size => openShell(boot.container, size),
    begin: () => boot.begin(),
    dispose: () => boot.dispose(),
    factory: async (account, resume) => {
      const platform = { runtimeMs: PUBLISHED_RUNTIME_START_MS }
      const home = { account, clock: 'lesson', origin: Date.now(), seed: null, platform } as const
      return createWebContainerEngine(boot, resume === undefined ? home : { ...home, resume })
    },
    check: account => createWebContainerEngine(boot, checkHome(account)),
  }
}
