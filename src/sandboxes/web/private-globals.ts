/**
 * What a function must not reach in a browser: the site's storage, its channels, further workers, the network. The
 * frame's opaque origin and policy close most of it already; where guests share the page's origin, this is what does. So
 * it keeps what is listed, the globals of JavaScript and of Node, and takes away whatever else a browser has.
 */

/** Node's own, by kind. Left out: what opens a channel, a connection or a thread (`MessageChannel`, `WebSocket` …). */
const JAVASCRIPT =
  'Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError globalThis JSON Math Intl Reflect Proxy ArrayBuffer SharedArrayBuffer Atomics DataView Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float16Array Float32Array Float64Array Uint8ClampedArray BigUint64Array BigInt64Array BigInt Map Set WeakMap WeakSet WeakRef FinalizationRegistry Iterator DisposableStack AsyncDisposableStack decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite isNaN WebAssembly'
const WEB =
  'AbortController AbortSignal Blob ByteLengthQueuingStrategy CompressionStream CountQueuingStrategy Crypto CryptoKey CustomEvent DOMException DecompressionStream Event EventTarget File FormData Headers Performance PerformanceEntry PerformanceMark PerformanceMeasure ReadableByteStreamController ReadableStream ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController ReadableStreamDefaultReader Request Response SubtleCrypto TextDecoder TextDecoderStream TextEncoder TextEncoderStream TransformStream TransformStreamDefaultController URL URLPattern URLSearchParams WritableStream WritableStreamDefaultController WritableStreamDefaultWriter atob btoa clearInterval clearTimeout console crypto fetch performance queueMicrotask setInterval setTimeout structuredClone'
const KEPT = new Set(`${JAVASCRIPT} ${WEB}`.split(' '))

/** Methods of every event target: hidden on the global object, kept for the function's own targets and signals. */
const TARGET_METHODS = ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const

/** Deletes the rest. Called after private copies were taken and before the function's code is loaded. */
export function removePrivateGlobals(): void {
  for (let holder: object | null = globalThis; holder !== null; holder = Reflect.getPrototypeOf(holder)) {
    if (holder === EventTarget.prototype || holder === Object.prototype) break
    const names = Object.getOwnPropertyNames(holder).filter(name => !KEPT.has(name))
    for (const name of names) Reflect.deleteProperty(holder, name)
  }
  for (const name of TARGET_METHODS) {
    Object.defineProperty(globalThis, name, { value: undefined, writable: true, configurable: true })
  }
}
