/** What goes between the command line and the page that holds the embedded engine: plain data in both directions. */
import type { Command, CommandReply } from '../../emulator/commands.ts'
import type { EmulatorEvent } from '../../emulator/events.ts'
import type { HomeOptions } from '../../link/home-options.ts'

/** A command on its way down; `id` comes back with the reply. */
export interface PageCommand {
  readonly id: number
  readonly command: Command
}

export type PageMessage =
  | { readonly type: 'events'; readonly events: readonly EmulatorEvent[] }
  | { readonly type: 'reply'; readonly id: number; readonly reply: CommandReply }
  | { readonly type: 'lost'; readonly id: number; readonly reason: string }

/** What the page's script puts on `globalThis` for the command line to call. */
export interface EnginePage {
  start(options: HomeOptions): Promise<void>
  /** Commands that begin at one moment come in one call, so that no time passes between them. */
  send(commands: readonly PageCommand[]): void
  close(): Promise<void>
}

/** Name of {@link EnginePage} on the page's `globalThis`. */
export const ENGINE_PAGE = 'warmstartEngine'
/** Name of the function by which the page sends a {@link PageMessage} up. */
export const MESSAGE_UP = 'warmstartUp'
