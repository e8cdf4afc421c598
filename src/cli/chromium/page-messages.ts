/**
 * What goes between the command line and the page that holds the embedded engine: plain data in both directions, over
 * HTTP. Not over the browser's debugger: that takes the whole page for dead when the frame of the functions dies, which
 * is what an engine must survive.
 */
import type { Command, CommandReply } from '../../emulator/commands.ts'
import type { EmulatorEvent } from '../../emulator/events.ts'
import type { EmbeddedOptions } from '../../engines/embedded/index.ts'
import type { HomeOptions } from '../../link/home-options.ts'

/** Where functions run in the page: as the engine chooses, or forced, for tests. */
export type Isolation = NonNullable<EmbeddedOptions['isolation']>

/** A command on its way down; `id` comes back with the reply. */
export interface PageCommand {
  readonly id: number
  readonly command: Command
}

export type MessageDown =
  | { readonly type: 'start'; readonly options: HomeOptions; readonly isolation: Isolation }
  /** Commands that begin at one moment come in one message, so that no time passes between them. */
  | { readonly type: 'send'; readonly commands: readonly PageCommand[] }

export type MessageUp =
  | { readonly type: 'started' }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'events'; readonly events: readonly EmulatorEvent[] }
  | { readonly type: 'reply'; readonly id: number; readonly reply: CommandReply }
  | { readonly type: 'lost'; readonly id: number; readonly reason: string }

/** Where the page finds its messages (a stream of server-sent events) and the embedded engine's files. */
export const PAGE_ADDRESSES = {
  down: '/down',
  up: '/up',
  homeUrl: '/home.js',
  guestUrl: '/guest.js',
  frameUrl: '/frame.html',
  besideUrl: '/beside.json',
} as const
