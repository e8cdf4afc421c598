/** The messages of a link that carries them one by one, and both of its ends; a transport gives each a way to post. */
import * as z from 'zod/mini'
import type { Command, CommandReply } from '../emulator/commands.ts'
import type { EmulatorEvent } from '../emulator/events.ts'
import type { CalledEmulator } from './function-call.ts'
import { type Link, LinkLost } from './link.ts'

export interface NumberedCommand {
  readonly id: number
  readonly command: Command
}

export type ToEmulator =
  /** Commands of one turn come together: what begins at one moment must not race the answer of the first. */
  { readonly type: 'commands'; readonly commands: readonly NumberedCommand[] } | { readonly type: 'close' }

export type FromEmulator =
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

/** Whether a message of the other end is one that the emulator's end takes. */
export function isToEmulator(message: unknown): message is ToEmulator {
  return toEmulatorSchema.safeParse(message).success
}

function isFromEmulator(message: unknown): message is FromEmulator {
  return fromEmulatorSchema.safeParse(message).success
}

/**
 * The emulator's end: gives the function that takes the page's messages. Events of one turn go together, before its
 * replies. What is no message is dropped.
 */
export function emulatorEnd(emulator: CalledEmulator, post: (message: FromEmulator) => void): (data: unknown) => void {
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
  return data => {
    if (!isToEmulator(data)) return
    if (data.type === 'close') void emulator.close()
    else for (const { id, command } of data.commands) void carryOut(id, command)
  }
}

/** What the page's end has beside the link. */
export interface MessageLink extends Link {
  /** Takes a message of the emulator's end. What is none is dropped. */
  take(message: unknown): void
  /** The home is gone: what is open is rejected, and what is sent from now on. */
  lose(reason: string): void
}

/** The page's end; `closed` is called when the link was closed. */
export function pageEnd(post: (message: ToEmulator) => void, closed: () => Promise<void>): MessageLink {
  const listeners = new Set<(events: readonly EmulatorEvent[]) => void>()
  const open = new Map<number, { resolve(reply: CommandReply): void; reject(error: Error): void }>()
  let next = 1
  let lost: string | null = null
  let turn: NumberedCommand[] = []
  const flush = (): void => {
    const commands = turn
    turn = []
    if (lost === null) post({ type: 'commands', commands })
  }
  const lose = (reason: string): void => {
    lost ??= reason
    for (const { reject } of open.values()) reject(new LinkLost(lost))
    open.clear()
  }
  return {
    lose,
    take: data => {
      if (!isFromEmulator(data)) return
      if (data.type === 'events') for (const listener of listeners) listener(data.events)
      else if (data.type === 'reply') open.get(data.id)?.resolve(data.reply)
      else open.get(data.id)?.reject(new Error(data.reason))
      if (data.type !== 'events') open.delete(data.id)
    },
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
