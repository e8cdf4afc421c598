/**
 * Messages between the emulator's home and the supervisor of guests, which may live in a frame of another origin and
 * process. Runtimes are numbered by the home.
 */
import * as z from 'zod/mini'
import type { SandboxCommand, SandboxReport } from '../../emulator/sandbox.ts'

export type ToSupervisor =
  | { readonly type: 'start'; readonly runtime: number }
  | { readonly type: 'send'; readonly runtime: number; readonly command: SandboxCommand }
  | { readonly type: 'stop'; readonly runtime: number }
  | { readonly type: 'ping'; readonly round: number }

export type FromSupervisor =
  | { readonly type: 'report'; readonly runtime: number; readonly report: SandboxReport }
  | { readonly type: 'stopped'; readonly runtime: number }
  | { readonly type: 'pong'; readonly round: number }

/**
 * What comes out of the frame is checked in its outline: the frame runs our own code, but beside the function's. A
 * report's inside is what our guest made of the function's values, texts and numbers only.
 */
const fromSupervisorSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('report'),
    runtime: z.number(),
    report: z.looseObject({ type: z.string(), now: z.number() }),
  }),
  z.object({ type: z.literal('stopped'), runtime: z.number() }),
  z.object({ type: z.literal('pong'), round: z.number() }),
])

/** The message, or null for anything else. */
export function readFromSupervisor(data: unknown): FromSupervisor | null {
  if (!fromSupervisorSchema.safeParse(data).success) return null
  // The outline was just checked; a report's variants are the guest's own (see above).
  return data as FromSupervisor
}
