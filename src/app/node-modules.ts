/** Modules that belong to Node.js itself, by the first part of their name; the rest comes from npm. */
const OF_NODE: ReadonlySet<string> = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events ' +
    'fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl sea sqlite ' +
    'stream string_decoder sys test timers tls trace_events tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
)

/** Whether Node.js brings a module: `stream/promises`, `node:net`. */
export function isNodeModule(name: string): boolean {
  const bare = name.replace(/^node:/, '')
  return bare !== name || OF_NODE.has(bare.split('/')[0] ?? '')
}
