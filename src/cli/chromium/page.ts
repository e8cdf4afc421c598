/** The script of the page that the command line drives: starts the embedded engine and passes its link's messages on. */
import { createEmbeddedEngine } from '../../engines/embedded/index.ts'
import type { HomeOptions } from '../../link/home-options.ts'
import type { Link } from '../../link/link.ts'
import { ENGINE_FILES } from './engine-files.ts'
import { ENGINE_PAGE, type EnginePage, MESSAGE_UP, type PageMessage } from './page-messages.ts'

let link: Link | null = null

const page: EnginePage = {
  async start(home: HomeOptions) {
    link = await createEmbeddedEngine({ ...ENGINE_FILES, home }).start()
    link.subscribe(events => up({ type: 'events', events }))
  },
  send(commands) {
    for (const { id, command } of commands) {
      linked()
        .send(command)
        .then(
          reply => up({ type: 'reply', id, reply }),
          (error: unknown) => up({ type: 'lost', id, reason: error instanceof Error ? error.message : String(error) }),
        )
    }
  },
  close: () => linked().close(),
}

function linked(): Link {
  if (link === null) throw new Error('The engine was not started.')
  return link
}

function up(message: PageMessage): void {
  const send: (message: PageMessage) => Promise<void> = Reflect.get(globalThis, MESSAGE_UP)
  void send(message)
}

Reflect.set(globalThis, ENGINE_PAGE, page)
