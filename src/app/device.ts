/** What this device bears. */

/** Environments at once where the device says nothing of its memory; each is a thread with a heap of its own. */
const USUAL_LIMIT = 50
/** Environments per GB that the device reports (Chromium reports 0.25 to 8). */
const PER_GIGABYTE = 16
const LEAST_LIMIT = 8

/** How many environments may live at once on this page. */
export function environmentLimit(): number {
  const memory: unknown = Reflect.get(navigator, 'deviceMemory')
  if (typeof memory !== 'number') return USUAL_LIMIT
  return Math.max(LEAST_LIMIT, Math.min(USUAL_LIMIT, Math.round(memory * PER_GIGABYTE)))
}
