/** Figures as the views show them. */

const MS_PER_SECOND = 1_000
const MS_PER_MINUTE = 60_000
const BYTES_PER_KB = 1_024
const BYTES_PER_MB = 1_048_576

/** `1.08 ms`, `142 ms`, `3.00 s`. */
export function milliseconds(ms: number): string {
  if (ms >= MS_PER_SECOND) return `${(ms / MS_PER_SECOND).toFixed(2)} s`
  return ms >= 100 ? `${Math.round(ms)} ms` : `${ms.toFixed(2)} ms`
}

/** Minutes and seconds of virtual time: `0:12`, `15:00`. */
export function span(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / MS_PER_SECOND)
  return `${Math.floor(ms / MS_PER_MINUTE)}:${String(seconds % 60).padStart(2, '0')}`
}

/** `2 B`, `1.5 kB`, `12 MB`. */
export function bytes(count: number): string {
  if (count < BYTES_PER_KB) return `${count} B`
  if (count < BYTES_PER_MB) return `${(count / BYTES_PER_KB).toFixed(1)} kB`
  return `${megabytes(count)} MB`
}

/** Whole MB, one decimal below 10; anything above nothing is at least 1. */
export function megabytes(count: number): string {
  const mb = count / BYTES_PER_MB
  if (mb === 0) return '0'
  return mb < 1 ? '1' : String(Math.round(mb))
}
