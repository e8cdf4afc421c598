/**
 * `import { store } from 'outside'`: the function's side of what lies outside its environment. Each call goes up as a
 * report and settles when its answer comes down; across a freeze it waits, as a call over a socket does.
 */
import type { OutsideRequest, SandboxReport, StoreAnswer } from '../emulator/sandbox.ts'

/** Taken before the function's code can change them. */
const { stringify, parse } = JSON

interface OpenCall {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** What functions import. */
export interface OutsideStore {
  /** The value of `key`; undefined where there is none. */
  get(key: string): Promise<unknown>
  /** Keeps `value` (anything JSON can hold) under `key`. */
  put(key: string, value: unknown): Promise<void>
  /** Adds to the number under `key` (0 where there is none) in one step, and gives the sum. */
  add(key: string, amount: number): Promise<number>
}

/** The calls of one runtime. */
export class OutsideCalls {
  readonly #post: (report: SandboxReport) => void
  readonly #now: () => number
  readonly #open = new Map<number, OpenCall>()
  #next = 1

  constructor(post: (report: SandboxReport) => void, now: () => number) {
    this.#post = post
    this.#now = now
  }

  /** True while an answer is waited for. */
  get waiting(): boolean {
    return this.#open.size > 0
  }

  /** The store as functions see it. */
  readonly store: OutsideStore = {
    get: async key => this.#call({ kind: 'get', key: keyOf(key) }),
    put: async (key, value) => {
      await this.#call({ kind: 'put', key: keyOf(key), value: jsonOf(value) })
    },
    add: async (key, amount) => Number(await this.#call({ kind: 'add', key: keyOf(key), amount: numberOf(amount) })),
  }

  /** Settles the call that an answer belongs to. */
  settle({ id, value, error }: StoreAnswer): void {
    const call = this.#open.get(id)
    this.#open.delete(id)
    if (error === null) call?.resolve(value === null ? undefined : parse(value))
    else call?.reject(new Error(error))
  }

  #call(request: OutsideRequest): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = this.#next++
      this.#open.set(id, { resolve, reject })
      this.#post({ type: 'outside', now: this.#now(), id, request })
    })
  }
}

function keyOf(key: unknown): string {
  if (typeof key === 'string' && key !== '') return key
  throw new TypeError(`A key of the store is a text, found ${String(key)}`)
}

function numberOf(amount: unknown): number {
  if (typeof amount === 'number' && Number.isFinite(amount)) return amount
  throw new TypeError(`store.add adds a number, found ${String(amount)}`)
}

function jsonOf(value: unknown): string {
  const text: string | undefined = stringify(value)
  if (text !== undefined) return text
  throw new TypeError(`store.put keeps what JSON can hold, found ${typeof value}`)
}
