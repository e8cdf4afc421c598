/** The windows of this browser: they hear each other by BroadcastChannel, and a lock says which of them leads. */
import type { Channel } from './room.ts'

/** A channel to all other windows of the talk called `name`. */
export function openChannel(name: string): Channel {
  const channel = new BroadcastChannel(name)
  return {
    post: message => channel.postMessage(message),
    listen: listener => channel.addEventListener('message', event => listener(event.data)),
  }
}

/**
 * Calls `lead` when this window leads: at once for the first, and for the next in line when the one before is gone. Where
 * the browser has no locks (a page without TLS from another host), every window leads itself.
 */
export function waitToLead(name: string, lead: () => void): void {
  if (!('locks' in navigator)) {
    lead()
    return
  }
  // Held until the window is closed: the promise never ends.
  void navigator.locks.request(name, () => {
    lead()
    return new Promise(() => {})
  })
}

/** How many windows show the talk, this one included. */
export async function countWindows(name: string): Promise<number> {
  if (!('locks' in navigator)) return 1
  const { held = [], pending = [] } = await navigator.locks.query()
  return [...held, ...pending].filter(lock => lock.name === name).length
}
