/** What an engine tells a home when it starts it: plain data, so that it travels by message or as an argument. */
import type { ClockMode } from '../emulator/commands.ts'
import type { AccountConfiguration } from '../emulator/configuration.ts'
import type { HandOver } from '../emulator/hand-over.ts'

export interface HomeOptions {
  readonly account: Partial<AccountConfiguration>
  readonly clock: ClockMode
  /** Virtual epoch ms at which the emulator's time begins. */
  readonly origin: number
  /** Makes request ids and log streams repeat; null draws them at random. */
  readonly seed: number | null
  /** Simulated platform time in ms; none unless given. */
  /** What another home's emulator handed over; its time goes before `origin`. */
  readonly resume?: HandOver
  readonly platform?: { readonly environmentMs?: number; readonly runtimeMs?: number }
}
