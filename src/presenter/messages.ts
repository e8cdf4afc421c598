/** What windows of one talk say to each other, checked where it comes in. */
import * as z from 'zod/mini'
import type { EmulatorEvent } from '../emulator/events.ts'

const place = { slide: z.int(), step: z.int() }
const deckSchema = z.object({
  ...place,
  blackout: z.boolean(),
  contrast: z.boolean(),
  codeSize: z.number(),
})

const runSchema = z.union([
  z.object({ send: z.string(), times: z.optional(z.int()) }),
  z.object({ twice: z.string() }),
  z.object({ skip: z.number() }),
  z.object({ code: z.enum(['start', 'solution']) }),
])

const PLAIN = ['next', 'back', 'first', 'last', 'reset', 'type', 'blackout', 'contrast', 'larger', 'smaller'] as const

/** A command of the deck, an act on the function or the talk, or new text of a file, with the window it was typed in. */
export const talkCommandSchema = z.union([
  z.object({ name: z.enum(PLAIN) }),
  z.object({ name: z.literal('go'), ...place }),
  z.object({ act: z.enum(['invoke', 'skip', 'restore', 'freeze', 'pause']) }),
  z.object({ path: z.string(), text: z.string(), by: z.string() }),
])

const sharedSchema = z.object({
  deck: deckSchema,
  /** True while other windows keep the picture they had. */
  frozen: z.boolean(),
  /** The talk's time: ms that had run when this was sent, and whether it runs on. */
  clock: z.object({ ms: z.number(), runs: z.boolean() }),
  /** What ran since the function was last begun anew. */
  runs: z.array(runSchema),
})

const eventOutline = z.looseObject({ type: z.string(), seq: z.int(), time: z.number() })
/** Made by the emulator of a window of the same site, from the same sources: their outline is checked. */
const eventsSchema = z.array(z.custom<EmulatorEvent>(event => eventOutline.safeParse(event).success))
const filesSchema = z.record(z.string(), z.string())

export const roomMessageSchema = z.discriminatedUnion('type', [
  /** Asks the window that runs for everything. */
  z.object({ type: z.literal('hello') }),
  z.object({ type: z.literal('shared'), shared: sharedSchema }),
  z.object({ type: z.literal('files'), files: filesSchema, by: z.nullable(z.string()) }),
  z.object({ type: z.literal('events'), run: z.int(), events: eventsSchema }),
  z.object({ type: z.literal('command'), command: talkCommandSchema }),
])

/** What a speaker asks for, from whichever window. */
export type TalkCommand = z.infer<typeof talkCommandSchema>
/** What is done to the function or the talk, beside turning its pages. */
export type TalkAct = Extract<TalkCommand, { act: unknown }>['act']
/** What every window of a talk knows, beside the run itself. */
export type Shared = z.infer<typeof sharedSchema>
export type RoomMessage = z.infer<typeof roomMessageSchema>
