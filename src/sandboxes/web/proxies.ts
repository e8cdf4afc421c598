/** Remembers every proxy that the function makes, so that looking at module scope never runs a trap. */

/** Taken before the function's code can change them. */
const Native = Proxy
const made = new WeakSet<object>()
const { has, add } = WeakSet.prototype

/** Whether the function made it with `Proxy`. */
export function isProxy(value: unknown): boolean {
  return typeof value === 'object' && value !== null
    ? has.call(made, value)
    : typeof value === 'function' && has.call(made, value)
}

/** Replaces the global `Proxy` by one that {@link isProxy} knows of. */
export function recordProxies(): void {
  const construct = (target: object, handler: ProxyHandler<object>): object => {
    const proxy = new Native(target, handler)
    add.call(made, proxy)
    return proxy
  }
  const revocable = (target: object, handler: ProxyHandler<object>) => {
    const pair = Native.revocable(target, handler)
    add.call(made, pair.proxy)
    return pair
  }
  const recorded = new Native(Native, {
    construct: (_native, [target, handler]) => construct(target, handler),
    get: (native, key, receiver) => (key === 'revocable' ? revocable : Reflect.get(native, key, receiver)),
  })
  Object.defineProperty(globalThis, 'Proxy', { value: recorded, writable: true, configurable: true })
}
