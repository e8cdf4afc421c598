/** The sandboxed frame on the page: built, told the guest's text, and asked whether workers start in it. */

export interface Frame {
  /** The home's end of the channel to the supervisor in the frame. */
  readonly port: MessagePort
  /** Whether guests there can block. */
  readonly shared: boolean
  remove(): void
}

/** Time for the frame to prove that a worker starts in it, ms. Longer than a slow device takes, shorter than patience. */
const PROOF_MS = 4_000

/**
 * Builds the frame. Null where no worker starts in it (WebKit: guest-traps, frame). Guests there have shared memory where
 * the page has it and `shared` lets them.
 */
export function buildFrame(frameUrl: string, guest: string, shared = true): Promise<Frame | null> {
  const element = document.createElement('iframe')
  element.setAttribute('sandbox', 'allow-scripts')
  if (shared) element.allow = 'cross-origin-isolated'
  element.hidden = true
  element.title = 'Warmstart'
  element.setAttribute('aria-hidden', 'true')
  const { port1, port2 } = new MessageChannel()
  return new Promise(resolve => {
    const finish = (frame: Frame | null): void => {
      clearTimeout(patience)
      removeEventListener('message', listen)
      if (frame === null) element.remove()
      resolve(frame)
    }
    const listen = (event: MessageEvent): void => {
      // An opaque origin has no name to check: the window is what identifies the frame.
      if (event.source !== element.contentWindow) return
      if (event.data?.type === 'warmstart-frame-loaded') {
        element.contentWindow?.postMessage({ type: 'warmstart-frame', guest }, '*', [port2])
      } else if (event.data?.type === 'warmstart-frame-failed') finish(null)
      else if (event.data?.type === 'warmstart-frame-ready') {
        finish({ port: port1, shared: event.data.shared === true, remove: () => element.remove() })
      }
    }
    const patience = setTimeout(() => finish(null), PROOF_MS)
    addEventListener('message', listen)
    element.src = frameUrl
    document.body.append(element)
  })
}
