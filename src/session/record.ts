/** What a session has sent since its engine was started, so that it can be done again: plain commands with their replies. */
import type { CommandReply } from '../emulator/commands.ts'
import type { StudyCommand } from './study-command.ts'

/** Commands that are kept; more make a script that nobody reads. */
export const COMMANDS_KEPT = 500

/** A command as it was sent. */
export interface SentCommand {
  readonly command: StudyCommand
  /** When it was sent, ms of the page's clock. */
  readonly at: number
  /** Requests that were not answered yet when it was sent. */
  readonly pending: number
  /** True where real time ran: then the time before it passed for the environments too. */
  readonly realTime: boolean
  /** Null while it is not answered, as the next. */
  readonly reply: CommandReply | null
  readonly answeredAt: number | null
}

/** The list of what was sent. */
export class SentRecord {
  #sent: SentCommand[] = []

  /** In the order sent; at most {@link COMMANDS_KEPT}, the first ones. */
  get sent(): readonly SentCommand[] {
    return this.#sent
  }

  /** Keeps a command; what is returned takes its reply. */
  add(command: StudyCommand, pending: number, realTime: boolean): (reply: CommandReply) => void {
    const sent = this.#sent
    if (sent.length >= COMMANDS_KEPT) return () => {}
    const index = sent.push({ command, at: performance.now(), pending, realTime, reply: null, answeredAt: null }) - 1
    return reply => {
      const kept = sent[index]
      if (kept !== undefined) sent[index] = { ...kept, reply, answeredAt: performance.now() }
    }
  }

  clear(): void {
    this.#sent = []
  }
}
