/** The link to an emulator in the same thread: commands are function calls. */
import type { Command, CommandReply } from '../emulator/commands.ts'
import type { EmulatorEvent } from '../emulator/events.ts'
import { type Link, LinkLost } from './link.ts'

/** What this transport needs of an emulator. */
export interface CalledEmulator {
  execute(command: Command): Promise<CommandReply>
  subscribe(listener: (event: EmulatorEvent) => void): () => void
  close(): Promise<void>
}

/** Links to `emulator`. Each event is handed on the moment it happens, alone; closing the link closes the emulator. */
export function linkByFunctionCall(emulator: CalledEmulator): Link {
  let closed: Promise<void> | null = null
  return {
    send: async command => {
      if (closed !== null) throw new LinkLost('The emulator was closed.')
      return emulator.execute(command)
    },
    subscribe: listener => emulator.subscribe(event => listener([event])),
    close: () => {
      closed ??= emulator.close()
      return closed
    },
  }
}
