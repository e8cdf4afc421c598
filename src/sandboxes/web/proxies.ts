/** Remembers every proxy that the function makes, so that looking at module scope never runs a trap. */

/** Replaces `Proxy`; gives the test for what it made. */
export function recordProxies(): (value: unknown) => boolean {
  const made = new WeakSet<object>()
  const { has, add } = WeakSet.prototype
  const Native = Proxy
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
  return value =>
    typeof value === 'object' && value !== null
      ? has.call(made, value)
      : typeof value === 'function' && has.call(made, value)
}
