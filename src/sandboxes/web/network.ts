/** `fetch` in the embedded engine: off, unless a lesson allows a host. */

/** Replaces `fetch`; `refused` is told the host that was asked for in vain. */
export function closeNetwork(allowedHosts: readonly string[], refused: (host: string) => void): void {
  const native = globalThis.fetch.bind(globalThis)
  const guarded = async (input: RequestInfo | URL, options?: RequestInit): Promise<Response> => {
    const { host } = new URL(input instanceof Request ? input.url : String(input))
    if (allowedHosts.includes(host)) return native(input, options)
    refused(host)
    // What Node's fetch throws when a host cannot be reached.
    const cause = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND', hostname: host })
    throw new TypeError('fetch failed', { cause })
  }
  for (let holder: object | null = globalThis; holder !== null; holder = Reflect.getPrototypeOf(holder)) {
    Reflect.deleteProperty(holder, 'fetch')
  }
  Object.defineProperty(globalThis, 'fetch', { value: guarded, writable: true, configurable: true })
}
