/** The script of the page that the command line drives: starts the embedded engine and passes its link's messages on. */
import { createEmbeddedEngine } from '../../engines/embedded/index.ts'
import type { BesideFiles } from '../../link/beside-files.ts'
import type { HomeOptions } from '../../link/home-options.ts'
import type { Link } from '../../link/link.ts'
import { type Isolation, type MessageDown, type MessageUp, PAGE_ADDRESSES, type PageCommand } from './page-messages.ts'

let link: Link | null = null
let waiting: MessageUp[] = []
let posting = false

new EventSource(PAGE_ADDRESSES.down).onmessage = event => {
  const message: MessageDown = JSON.parse(event.data)
  if (message.type === 'start') void start(message.options, message.isolation)
  else for (const command of message.commands) void send(command)
}

async function start(home: HomeOptions, isolation: Isolation): Promise<void> {
  const { homeUrl, guestUrl, frameUrl, besideUrl } = PAGE_ADDRESSES
  try {
    const beside: BesideFiles = await (await fetch(besideUrl)).json()
    link = await createEmbeddedEngine({ homeUrl, guestUrl, frameUrl, home, isolation, beside }).start()
    link.subscribe(events => up({ type: 'events', events }))
    up({ type: 'started' })
  } catch (error) {
    up({ type: 'failed', reason: reasonOf(error) })
  }
}

async function send({ id, command }: PageCommand): Promise<void> {
  try {
    if (link === null) throw new Error('The engine was not started.')
    up({ type: 'reply', id, reply: await link.send(command) })
  } catch (error) {
    up({ type: 'lost', id, reason: reasonOf(error) })
  }
}

/** Posts messages in order, those of the meantime together. */
async function up(message: MessageUp): Promise<void> {
  waiting.push(message)
  if (posting) return
  posting = true
  while (waiting.length > 0) {
    const body = JSON.stringify(waiting)
    waiting = []
    await fetch(PAGE_ADDRESSES.up, { method: 'POST', body })
  }
  posting = false
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
