/** The guest's clocks as `guest-clock.c` reads them: a file that says what they show, and how they go on. */
import { closeSync, openSync, writeSync } from 'node:fs'

const NS_PER_MS = 1_000_000
/** Five numbers of 64 bits: processor time, wall clock, monotonic clock, free processor time, how much faster. */
const FILE_BYTES = 40
const NUMBER_BYTES = 8

/** How a guest's time goes on while it works. */
export interface Pace {
  /** Processor ms of a step that cost it no time. */
  readonly freeMs: number
  /** How many times faster than the processor's its time goes beyond them. */
  readonly faster: number
}

/** What {@link ShiftedClock} is made of. */
export interface ClockParts {
  /** Where its file is made. */
  readonly path: string
  /** Virtual epoch ms it stands at. */
  readonly now: number
  readonly pace: Pace
  /** Processor ns the guest's first thread has used. */
  processorNs(): number
}

/** One guest's virtual time, epoch ms: it stands until {@link run}, and then goes on with the guest's processor time. */
export class ShiftedClock {
  readonly #file: number
  readonly #parts: ClockParts
  /** Virtual ns minus what the guest's monotonic clock shows: the same for its whole life. */
  readonly #birth: bigint
  #base: number
  #processorBase = 0
  #runs = false

  constructor(parts: ClockParts) {
    this.#parts = parts
    this.#file = openSync(parts.path, 'w+', 0o644)
    this.#base = parts.now
    this.#birth = toNs(parts.now) - process.hrtime.bigint()
    this.run(parts.now)
    this.stand()
  }

  /** Virtual epoch ms. */
  now(): number {
    if (!this.#runs) return this.#base
    const used = (this.#parts.processorNs() - this.#processorBase) / NS_PER_MS
    const { freeMs, faster } = this.#parts.pace
    return this.#base + Math.max(0, used - freeMs) * faster
  }

  /** Runs on from `now`. The guest must be stopped, or not yet started. */
  run(now: number): void {
    this.#base = now
    this.#processorBase = this.#parts.processorNs()
    this.#runs = true
    const wall = toNs(now)
    const { freeMs, faster } = this.#parts.pace
    const numbers = [BigInt(this.#processorBase), wall, wall - this.#birth, toNs(freeMs), BigInt(faster)]
    const bytes = Buffer.alloc(FILE_BYTES)
    for (const [index, number] of numbers.entries()) bytes.writeBigInt64LE(number, index * NUMBER_BYTES)
    writeSync(this.#file, bytes, 0, FILE_BYTES, 0)
  }

  /** Stands still. */
  stand(): void {
    this.#base = this.now()
    this.#runs = false
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** Whole ms apart: epoch ns are too large for a number. */
const toNs = (ms: number): bigint =>
  BigInt(Math.floor(ms)) * BigInt(NS_PER_MS) + BigInt(Math.floor((ms % 1) * NS_PER_MS))
