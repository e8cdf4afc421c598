/**
 * A *link* is the port to an emulator, wherever it lives: commands go down it, the one list of events comes up.
 * One file per transport; all of them give this interface.
 */
import type { Command, CommandReply } from '../emulator/commands.ts'
import type { EmulatorEvent } from '../emulator/events.ts'

export interface Link {
  /**
   * Sends a command. Resolves with the emulator's reply, refusals included; rejects with {@link LinkLost} when the
   * home is gone before it answered. Commands are taken in the order sent and may be answered in another; those
   * sent in one turn are taken at one moment, so that two invocations sent at once overlap however fast the first is.
   */
  send(command: Command): Promise<CommandReply>
  /**
   * Calls back with events in order, without gaps, from the first one the emulator emitted after the link was made.
   * Events that caused a reply arrive before that reply. Returns a function that ends the subscription.
   */
  subscribe(listener: (events: readonly EmulatorEvent[]) => void): () => void
  /**
   * Takes what has arrived and was not delivered yet, where the transport can tell: a page that is about to paint shows
   * an answer that is there already.
   */
  readAhead?(): void
  /** Ends the home and everything in it. */
  close(): Promise<void>
}

/** The home behind a link is gone; what was running there is lost. */
export class LinkLost extends Error {
  override readonly name = 'LinkLost'
}
