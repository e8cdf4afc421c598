/** The guest's clocks as `guest-clock.c` reads them: a file that shifts the machine's monotonic clock to virtual time. */
import { closeSync, openSync, writeSync } from 'node:fs'

const NS_PER_MS = 1_000_000
/** Two numbers of 64 bits: wall clock, monotonic clock. */
const FILE_BYTES = 16

/** One guest's virtual time, epoch ms: it stands until {@link run}, and then runs with the machine. */
export class ShiftedClock {
  readonly #file: number
  /** Virtual ns minus the guest's own monotonic ns: the same for its whole life. */
  readonly #birth: bigint
  #base: number
  #machineBase = process.hrtime.bigint()
  #runs = false

  /** A clock whose shift stands in the file at `path`, which is made; it stands at `now`. */
  constructor(path: string, now: number) {
    this.#file = openSync(path, 'w+', 0o644)
    this.#base = now
    this.#birth = toNs(now) - this.#machineBase
    this.run(now)
    this.stand()
  }

  /** Virtual epoch ms. */
  now(): number {
    if (!this.#runs) return this.#base
    return this.#base + Number(process.hrtime.bigint() - this.#machineBase) / NS_PER_MS
  }

  /** Runs on from `now`. The guest must be stopped, or not yet started. */
  run(now: number): void {
    this.#base = now
    this.#machineBase = process.hrtime.bigint()
    this.#runs = true
    const wall = toNs(now) - this.#machineBase
    const shift = Buffer.alloc(FILE_BYTES)
    shift.writeBigInt64LE(wall, 0)
    shift.writeBigInt64LE(wall - this.#birth, 8)
    writeSync(this.#file, shift, 0, FILE_BYTES, 0)
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

const toNs = (ms: number): bigint => BigInt(Math.round(ms * NS_PER_MS))
