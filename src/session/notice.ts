/** What the page has to say beside the picture: refusals, a lost engine, a device at its limit. Worded by the views. */
import type { Refusal } from '../emulator/commands.ts'

/** What the page has to say beside an answer: that a command was refused, or something of this device or its engine. */
export type SessionNotice =
  /** AWS (or the emulator) refused the command; nothing happened. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** The engine did not start, or was lost; the next request starts it again. */
  | { readonly kind: 'engine-failed'; readonly reason: string }
  /** This device bears no further environment. */
  | { readonly kind: 'device-limit'; readonly limit: number }
  /** Changed code went out before the request. */
  | { readonly kind: 'deployed' }
  /** A version was published, or had been already and nothing has changed since. */
  | { readonly kind: 'published'; readonly version: string }
  /** Environments of a version are ready for requests; `failed` is AWS's reason why they are not. */
  | { readonly kind: 'provisioned'; readonly version: string; readonly count: number; readonly failed: string | null }
  /** The browser keeps nothing: storage is full or off. */
  | { readonly kind: 'not-saved' }
