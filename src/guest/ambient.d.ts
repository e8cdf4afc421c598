/** Globals that every host has and neither the ES libs nor our lists declare. */
declare class TextDecoder {
  decode(bytes: Uint8Array): string
}
declare function queueMicrotask(callback: () => void): void
