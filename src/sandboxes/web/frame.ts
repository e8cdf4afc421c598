/**
 * The sandboxed frame: a document of opaque origin whose only work is to supervise guests. It is told the guest's text
 * and gets a port to the home; it proves that a worker starts here before it says so.
 */
import { Supervisor } from './supervisor.ts'

/** What the engine posts in, once. */
interface FrameStart {
  readonly type: 'warmstart-frame'
  /** Text of the guest's bundle. */
  readonly guest: string
}

/** A worker that answers is proof; one that cannot start never does. */
const PROBE = 'postMessage(typeof Atomics === "object" && typeof SharedArrayBuffer === "function")'

addEventListener('message', event => {
  const data: FrameStart | undefined = event.data
  const [port] = event.ports
  if (data?.type !== 'warmstart-frame' || port === undefined) return
  const fail = (): void => parent.postMessage({ type: 'warmstart-frame-failed' }, '*')
  try {
    const probe = new Worker(blobOf(PROBE))
    probe.onerror = fail
    probe.onmessage = ({ data: shared }) => {
      probe.terminate()
      supervise(port, data.guest)
      parent.postMessage({ type: 'warmstart-frame-ready', shared }, '*')
    }
  } catch {
    // WebKit starts none in an opaque origin: the engine does without the frame.
    fail()
  }
})

function supervise(port: MessagePort, guest: string): void {
  const url = blobOf(guest)
  const supervisor = new Supervisor(port, () => new Worker(url))
  port.onmessage = event => supervisor.take(event.data)
  // Firefox collects a port that nothing refers to.
  Reflect.set(globalThis, 'warmstartPort', port)
}

function blobOf(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
}

parent.postMessage({ type: 'warmstart-frame-loaded' }, '*')
