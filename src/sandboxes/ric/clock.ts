/** The guest's clocks as `guest-clock.c` reads them: a file that says what they show, and how fast they go. */
import { closeSync, openSync, writeSync } from 'node:fs'

const NS_PER_MS = 1_000_000
/** Four numbers of 64 bits: moment, wall clock, monotonic clock, slowness. */
const FILE_BYTES = 32
const NUMBER_BYTES = 8

/** One guest's virtual time, epoch ms: it stands until {@link run}, and then runs with the machine. */
export class ShiftedClock {
  readonly #file: number
  /** Virtual ns minus the guest's own monotonic ns: the same for its whole life. */
  readonly #birth: bigint
  readonly #slower: number
  #base: number
  #machineBase = process.hrtime.bigint()
  #runs = false

  /** A clock whose file is made at `path`; it stands at `now`, and will go `slower` times slower than the machine's. */
  constructor(path: string, now: number, slower: number) {
    this.#slower = slower
    this.#file = openSync(path, 'w+', 0o644)
    this.#base = now
    this.#birth = toNs(now) - this.#machineBase
    this.run(now)
    this.stand()
  }

  /** Virtual epoch ms. */
  now(): number {
    if (!this.#runs) return this.#base
    return this.#base + Number(process.hrtime.bigint() - this.#machineBase) / NS_PER_MS / this.#slower
  }

  /** Runs on from `now`. The guest must be stopped, or not yet started. */
  run(now: number): void {
    this.#base = now
    this.#machineBase = process.hrtime.bigint()
    this.#runs = true
    const numbers = [this.#machineBase, toNs(now), toNs(now) - this.#birth, BigInt(this.#slower)]
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

const toNs = (ms: number): bigint => BigInt(Math.round(ms * NS_PER_MS))
