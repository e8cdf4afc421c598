/** The script of the page that holds the WebContainer engine for tests: the real client, and its link's messages passed on. */

import type { MessageDown, MessageUp } from '../../src/cli/chromium/page-messages.ts'
import type { BootState } from '../../src/engines/webcontainer/boot-state.ts'
import { tabBoot } from '../../src/engines/webcontainer/browser.ts'
import { createWebContainerEngine } from '../../src/engines/webcontainer/engine.ts'
import type { Engine } from '../../src/link/engine.ts'
import type { Link } from '../../src/link/link.ts'

/** Put on the page by the test. */
declare function warmstartUp(message: MessageUp | { readonly type: 'boot'; readonly state: BootState }): Promise<void>

const boot = tabBoot({ apiKey: null, bundleUrl: '/container.mjs' })
let engine: Engine | null = null
let link: Link | null = null

/** Takes what the test sends. */
async function down(message: MessageDown | { readonly type: 'boot' } | { readonly type: 'end' }): Promise<void> {
  if (message.type === 'boot') boot.begin()
  else if (message.type === 'end') await boot.dispose()
  else if (message.type === 'start') await start(message)
  else await Promise.all(message.commands.map(send))
}

async function start({ options }: MessageDown & { type: 'start' }): Promise<void> {
  try {
    await engine?.dispose()
    engine = createWebContainerEngine(boot, options)
    link = await engine.start()
    link.subscribe(events => void warmstartUp({ type: 'events', events }))
    await warmstartUp({ type: 'started' })
  } catch (error) {
    await warmstartUp({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
  }
}

async function send({ id, command }: { id: number; command: Parameters<Link['send']>[0] }): Promise<void> {
  try {
    if (link === null) throw new Error('The engine was not started.')
    await warmstartUp({ type: 'reply', id, reply: await link.send(command) })
  } catch (error) {
    await warmstartUp({ type: 'lost', id, reason: error instanceof Error ? error.message : String(error) })
  }
}

boot.onState(state => void warmstartUp({ type: 'boot', state }))
Reflect.set(globalThis, 'warmstartDown', down)
