/** The link over a MessagePort: the emulator's side and the page's side. */
import * as z from 'zod/mini'
import type { Command, CommandReply } from '../emulator/commands.ts'
import type { EmulatorEvent } from '../emulator/events.ts'
import type { CalledEmulator } from './function-call.ts'
import { type Link, LinkLost } from './link.ts'
import { MailboxReader, MailboxWriter } from './mailbox.ts'

interface NumberedCommand {
  readonly id: number
  readonly command: Command
}

type ToEmulator =
  /** Commands of one turn come together: what begins at one moment must not race the answer of the first. */
  { readonly type: 'commands'; readonly commands: readonly NumberedCommand[] } | { readonly type: 'close' }

type FromEmulator =
  | { readonly type: 'events'; readonly events: readonly EmulatorEvent[] }
  | { readonly type: 'reply'; readonly id: number; readonly reply: CommandReply }
  /** The emulator has a defect: the command will not be answered. */
  | { readonly type: 'failed'; readonly id: number; readonly reason: string }

/** The outlines; both ends are built from the same sources, and what is inside was made by the emulator or the session. */
const toEmulatorSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('commands'),
    commands: z.array(z.object({ id: z.number(), command: z.looseObject({ type: z.string() }) })),
  }),
  z.object({ type: z.literal('close') }),
])
const fromEmulatorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('events'), events: z.array(z.looseObject({ type: z.string(), seq: z.number() })) }),
  z.object({ type: z.literal('reply'), id: z.number(), reply: z.looseObject({ ok: z.boolean() }) }),
  z.object({ type: z.literal('failed'), id: z.number(), reason: z.string() }),
])

/**
 * Serves an emulator to whoever holds the other end of `port`. Events of one turn go together, before its replies.
 * `mailbox` is shared with the other end, or null where there is no shared memory.
 */
export function serveLink(emulator: CalledEmulator, port: MessagePort, mailbox: SharedArrayBuffer | null): void {
  const writer = mailbox === null ? null : new MailboxWriter(mailbox)
  const post = (message: FromEmulator): void => {
    writer?.note(message)
    port.postMessage(message)
  }
  let events: EmulatorEvent[] = []
  const flush = (): void => {
    if (events.length === 0) return
    post({ type: 'events', events })
    events = []
  }
  emulator.subscribe(event => {
    if (events.push(event) === 1) queueMicrotask(flush)
  })
  const carryOut = async (id: number, command: Command): Promise<void> => {
    try {
      const reply = await emulator.execute(command)
      flush()
      post({ type: 'reply', id, reply })
    } catch (error) {
      flush()
      post({ type: 'failed', id, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  port.onmessage = ({ data }: MessageEvent<ToEmulator>) => {
    if (!toEmulatorSchema.safeParse(data).success) return
    if (data.type === 'close') void emulator.close()
    else for (const { id, command } of data.commands) void carryOut(id, command)
  }
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
  const listeners = new Set<(events: readonly EmulatorEvent[]) => void>()
  const open = new Map<number, { resolve(reply: CommandReply): void; reject(error: Error): void }>()
  let next = 1
  let lost: string | null = null
  let turn: NumberedCommand[] = []
  const flush = (): void => {
    const message: ToEmulator = { type: 'commands', commands: turn }
    turn = []
    port.postMessage(message)
  }
  const take = (data: FromEmulator): void => {
    if (!fromEmulatorSchema.safeParse(data).success) return
    if (data.type === 'events') for (const listener of listeners) listener(data.events)
    else if (data.type === 'reply') open.get(data.id)?.resolve(data.reply)
    else open.get(data.id)?.reject(new Error(data.reason))
    if (data.type !== 'events') open.delete(data.id)
  }
  // What is taken was checked against the schema, or is dropped.
  const reader = mailbox === null ? null : new MailboxReader(mailbox, data => take(data as FromEmulator))
  void reader?.watch()
  port.onmessage = ({ data }: MessageEvent<FromEmulator>) => {
    if (reader === null) take(data)
    else reader.receive(data)
  }
  const lose = (reason: string): void => {
    lost = reason
    reader?.end()
    for (const { reject } of open.values()) reject(new LinkLost(reason))
    open.clear()
  }
  return {
    lose,
    readAhead: () => reader?.readAhead(),
    send: command => {
      if (lost !== null) return Promise.reject(new LinkLost(lost))
      const id = next++
      if (turn.push({ id, command }) === 1) queueMicrotask(flush)
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject })
      })
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      lose('The link was closed.')
      await closed()
    },
  }
}
