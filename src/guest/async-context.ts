/**
 * AsyncLocalStorage without the engine's help. The *current* contexts travel with callbacks, because `then` and the
 * timers are wrapped, and over `await`, because the function's text is (only where it names async_hooks).
 */

import type { ForOfStatement, Node } from 'acorn'
import { ancestor } from 'acorn-walk'
import MagicString from 'magic-string'
import { parseSource, type SourceKind } from './source.ts'

type Contexts = ReadonlyMap<object, unknown>

let current: Contexts = new Map()

/** Runs later with the contexts of now. */
export function bindContext<Values extends unknown[], Result>(
  callback: (...values: Values) => Result,
): (...values: Values) => Result {
  const captured = current
  return (...values) => runIn(captured, () => callback(...values))
}

function runIn<Result>(contexts: Contexts, work: () => Result): Result {
  const before = current
  current = contexts
  try {
    return work()
  } finally {
    current = before
  }
}

/** Node's AsyncLocalStorage. */
export class AsyncLocalStorage {
  getStore(): unknown {
    return current.get(this)
  }
  run<Result>(store: unknown, callback: (...values: unknown[]) => Result, ...values: unknown[]): Result {
    return runIn(new Map(current).set(this, store), () => callback(...values))
  }
  exit<Result>(callback: (...values: unknown[]) => Result, ...values: unknown[]): Result {
    return this.run(undefined, callback, ...values)
  }
  enterWith(store: unknown): void {
    current = new Map(current).set(this, store)
  }
  disable(): void {
    this.enterWith(undefined)
  }
  static bind = bindContext
  static snapshot() {
    const captured = current
    return <Result>(callback: (...values: unknown[]) => Result, ...values: unknown[]): Result =>
      runIn(captured, () => callback(...values))
  }
}

/** Node's AsyncResource, as far as it carries a context. */
export class AsyncResource {
  readonly #captured = current
  runInAsyncScope<Result>(callback: (...values: unknown[]) => Result, self?: unknown, ...values: unknown[]): Result {
    return runIn(this.#captured, () => Reflect.apply(callback, self, values))
  }
  bind<Values extends unknown[], Result>(callback: (...values: Values) => Result): (...values: Values) => Result {
    return (...values) => runIn(this.#captured, () => callback(...values))
  }
  static bind = bindContext
}

const CAPTURE = '__warmstart_capture__'
const WRAP = '__warmstart_wrap__'
const RESUME = '__warmstart_resume__'
const RESTORE = '__warmstart_restore__'
/** Variables of loops; names that begin so are none of the function's. */
const LOOP = '__warmstart_loop'

type Settled = { readonly value: unknown } | { readonly error: unknown }

/** Wraps `then` and puts in place what rewritten `await`s call. */
export function installAsyncContext(): void {
  const { prototype } = Promise
  const then = prototype.then
  const bound = (callback: unknown): unknown =>
    typeof callback === 'function'
      ? bindContext((value: unknown) => Reflect.apply(callback, undefined, [value]))
      : callback
  Object.defineProperty(prototype, 'then', {
    value(this: Promise<unknown>, fulfilled: unknown, rejected: unknown) {
      return Reflect.apply(then, this, [bound(fulfilled), bound(rejected)])
    },
    configurable: true,
    writable: true,
  })
  const enqueue = queueMicrotask
  Object.defineProperty(globalThis, 'queueMicrotask', {
    value: (callback: () => void) => enqueue(bindContext(callback)),
    configurable: true,
    writable: true,
  })
  const settle = (value: unknown): Promise<Settled> =>
    Reflect.apply(then, Promise.resolve(value), [
      (result: unknown) => ({ value: result }),
      (error: unknown) => ({ error }),
    ])
  const resume = (captured: Contexts, settled: Settled): unknown => {
    current = captured
    if ('error' in settled) throw settled.error
    return settled.value
  }
  const restore = (captured: Contexts): void => {
    current = captured
  }
  const hidden = { [CAPTURE]: () => current, [WRAP]: settle, [RESUME]: resume, [RESTORE]: restore }
  for (const [name, value] of Object.entries(hidden)) Object.defineProperty(globalThis, name, { value })
}

/** Whether the text uses AsyncLocalStorage at all; only then its awaits are rewritten. */
export const namesAsyncHooks = (text: string): boolean => /\basync_hooks\b/.test(text)

/**
 * `await x` becomes `resume(capture(), await wrap(x))`, and a `for await` restores its context in each turn and behind
 * it; all on the same lines. Text that does not parse is left alone.
 */
export function carryContextOverAwait(text: string, kind: SourceKind): string {
  const edited = new MagicString(text)
  let loops = 0
  try {
    ancestor(parseSource(text, kind), {
      AwaitExpression(node) {
        edited.appendLeft(node.start, `${RESUME}(${CAPTURE}(), `)
        edited.appendLeft(node.argument.start, `${WRAP}(`)
        edited.appendRight(node.argument.end, '))')
      },
      ForOfStatement(node, _state, ancestors) {
        if (node.await) carryOverLoop(node, ancestors, edited, `${LOOP}${loops++}__`)
      },
    })
  } catch {
    // The engine will word its own error.
    return text
  }
  return edited.toString()
}

/** Statements stand one beside the other in these. */
const LISTS = new Set(['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase'])

function carryOverLoop(loop: ForOfStatement, ancestors: readonly Node[], edited: MagicString, name: string): void {
  let outermost = ancestors.length - 1
  while (ancestors[outermost - 1]?.type === 'LabeledStatement') outermost--
  const statement = ancestors[outermost] ?? loop
  const restored = `${RESTORE}(${name});`
  const { body } = loop
  if (body.type === 'BlockStatement') edited.appendRight(body.start + 1, restored)
  else {
    edited.prependLeft(body.start, `{${restored}`)
    edited.appendRight(body.end, '}')
  }
  // A block of its own where the loop is the only statement of an if or another loop.
  const alone = !LISTS.has(ancestors[outermost - 1]?.type ?? '')
  edited.appendLeft(statement.start, `${alone ? '{' : ''}const ${name} = ${CAPTURE}();`)
  edited.appendRight(statement.end, `${restored}${alone ? '}' : ''}`)
}
