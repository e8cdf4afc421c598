/** Globals of the function: the virtual clock behind Date and performance, timers, process, console. */

/** Replaces globals with the function's own. `now` is virtual epoch ms, `born` the moment performance counts from. */
export function installGlobals(globals: Readonly<Record<string, unknown>>, now: () => number, born: number): void {
  const all = { ...globals, Date: virtualDate(now), global: globalThis }
  for (const [name, value] of Object.entries(all)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })
  }
  const performance = Reflect.get(globalThis, 'performance')
  if (typeof performance !== 'object' || performance === null) return
  Object.defineProperty(performance, 'now', { value: () => now() - born, configurable: true, writable: true })
  Object.defineProperty(performance, 'timeOrigin', { value: born, configurable: true })
}

/** `Date` on the virtual clock. Dates made before or elsewhere are instances of it too. */
function virtualDate(now: () => number): DateConstructor {
  const Real = Date
  const present = (): number => Math.floor(now())
  const virtual = new Proxy(Real, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [present()] : values, newTarget),
    apply: () => new Real(present()).toString(),
    get: (target, key, receiver) => (key === 'now' ? present : Reflect.get(target, key, receiver)),
  })
  Object.defineProperty(Real.prototype, 'constructor', { value: virtual, configurable: true, writable: true })
  return virtual
}
