/**
 * What lies outside every environment: one store of keys and values for all of them, as DynamoDB would be. It is given to
 * functions as `import { store } from 'outside'`. A call takes virtual time: it takes effect half-way, when it has reached
 * the store, and its answer comes back in the other half. What became of the caller meanwhile does not matter to the store.
 */
import type { Clock } from './clock.ts'
import type { EventBody } from './events.ts'
import type { HandOver } from './hand-over.ts'
import type { OutsideRequest, StoreAnswer } from './sandbox.ts'

/**
 * Virtual ms from a call to its answer. Simulated: DynamoDB promises "single-digit millisecond" latency
 * (aws.amazon.com/dynamodb, read 2026-11-24).
 */
export const OUTSIDE_LATENCY_MS = 6

/** Characters of a value as JSON. Ours: an event carries the whole of it. */
export const OUTSIDE_VALUE_CHARS = 65_536

/** The store of one emulator. */
export class Outside {
  readonly #clock: Clock
  readonly #emit: (body: EventBody) => void
  /** Key to JSON text. */
  readonly #values: Map<string, string>

  /** `values` are those of an emulator that handed over. */
  constructor(clock: Clock, emit: (body: EventBody) => void, values: HandOver['outside'] = []) {
    this.#values = new Map(values)
    this.#clock = clock
    this.#emit = emit
  }

  /** Keys and their values as JSON texts. */
  get values(): HandOver['outside'] {
    return [...this.#values]
  }

  /** Takes a call of the environment `by`; `answer` is called when the answer has come back. */
  call(by: string, id: number, request: OutsideRequest, answer: (answer: StoreAnswer) => void): void {
    const sent = this.#clock.now()
    this.#clock.at(sent + OUTSIDE_LATENCY_MS / 2, () => {
      const outcome = this.#carryOut(by, request)
      this.#clock.at(sent + OUTSIDE_LATENCY_MS, () => answer({ id, ...outcome }))
    })
  }

  #carryOut(by: string, request: OutsideRequest): Omit<StoreAnswer, 'id'> {
    const { key } = request
    const before = this.#values.get(key)
    if (request.kind === 'get') return { value: before ?? null, error: null }
    if (request.kind === 'put') return this.#set(by, key, request.value)
    const sum = before === undefined ? request.amount : JSON.parse(before) + request.amount
    // As DynamoDB's ADD refuses it, which wants a number there.
    if (typeof sum !== 'number') return { value: null, error: `The value of "${key}" is no number: ${before}` }
    return this.#set(by, key, String(sum))
  }

  #set(by: string, key: string, value: string): Omit<StoreAnswer, 'id'> {
    if (value.length > OUTSIDE_VALUE_CHARS) {
      const error = `The value of "${key}" has ${value.length} characters as JSON; at most ${OUTSIDE_VALUE_CHARS} are kept`
      return { value: null, error }
    }
    this.#values.set(key, value)
    this.#emit({ type: 'outside-changed', key, value, by })
    return { value, error: null }
  }
}
