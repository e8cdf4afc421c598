/** The link over a MessagePort: the emulator's side and the page's side. */
import type { CalledEmulator } from './function-call.ts'
import type { Link } from './link.ts'
import { MailboxReader, MailboxWriter } from './mailbox.ts'
import { emulatorEnd, pageEnd } from './messages.ts'

/**
 * Serves an emulator to whoever holds the other end of `port`. Events of one turn go together, before its replies.
 * `mailbox` is shared with the other end, or null where there is no shared memory.
 */
export function serveLink(emulator: CalledEmulator, port: MessagePort, mailbox: SharedArrayBuffer | null): void {
  const writer = mailbox === null ? null : new MailboxWriter(mailbox)
  const take = emulatorEnd(emulator, message => {
    writer?.note(message)
    port.postMessage(message)
  })
  port.onmessage = ({ data }: MessageEvent) => take(data)
}

/** What the page's side has beside the link. */
export interface PortLink extends Link {
  /** The home is gone. */
  lose(reason: string): void
}

/** The page's side. `mailbox` as {@link serveLink} has it; `closed` is called when the link was closed. */
export function linkOverPort(
  port: MessagePort,
  mailbox: SharedArrayBuffer | null,
  closed: () => Promise<void>,
): PortLink {
  const end = pageEnd(message => port.postMessage(message), closed)
  const reader = mailbox === null ? null : new MailboxReader(mailbox, end.take)
  void reader?.watch()
  port.onmessage = ({ data }: MessageEvent) => {
    if (reader === null) end.take(data)
    else reader.receive(data)
  }
  const lose = (reason: string): void => {
    reader?.end()
    end.lose(reason)
  }
  const close = (): Promise<void> => {
    reader?.end()
    return end.close()
  }
  return { ...end, lose, close, readAhead: () => reader?.readAhead() }
}
