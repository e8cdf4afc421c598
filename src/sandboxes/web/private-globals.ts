/**
 * What a function must not reach in a browser: the site's storage, its channels, further workers, the network. The
 * frame's opaque origin and policy close most of it already; where guests share the page's origin, this is what does.
 */

/** Own properties of the worker's global object. */
const OWN = [
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'WebSocket',
  'WebSocketStream',
  'XMLHttpRequest',
  'EventSource',
  'WebTransport',
  'FileReaderSync',
  'Notification',
  'close',
  'postMessage',
  'name',
  'RTCPeerConnection',
  'onmessage',
  'onmessageerror',
  'MessageChannel',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL',
  'requestAnimationFrame',
  'cancelAnimationFrame',
] as const

/** Properties of WorkerGlobalScope.prototype. */
const INHERITED = [
  'indexedDB',
  'caches',
  'importScripts',
  'navigator',
  'location',
  'scheduler',
  'fonts',
  'origin',
  'isSecureContext',
  'crossOriginIsolated',
  'createImageBitmap',
  'reportError',
  'trustedTypes',
  'self',
  'addEventListener',
  'removeEventListener',
  'dispatchEvent',
  'onerror',
  'onunhandledrejection',
  'onrejectionhandled',
] as const

/** Deletes them. Called after private copies were taken and before the function's code is loaded. */
export function removePrivateGlobals(): void {
  for (const name of [...OWN, ...INHERITED]) {
    for (let holder: object | null = globalThis; holder !== null; holder = Reflect.getPrototypeOf(holder)) {
      if (holder !== Object.prototype) Reflect.deleteProperty(holder, name)
    }
  }
}
