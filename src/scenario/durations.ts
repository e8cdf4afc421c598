/** Durations as people write them: `300ms`, `2s`, `15m`, `2h`. */

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const
const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/

/** How a duration must look, for error texts. */
export const DURATION_FORM = 'a duration such as 300ms, 2s, 15m or 2h'

/** Milliseconds of a duration; null when the text is none. */
export function parseDuration(text: string): number | null {
  const [, amount, unit] = DURATION.exec(text) ?? []
  if (amount === undefined || !isUnit(unit)) return null
  return Number(amount) * UNITS[unit]
}

/** The shortest text of a duration in ms: `900000` is `15m`, `1500` is `1500ms`. */
export function formatDuration(ms: number): string {
  const unit = (['h', 'm', 's'] as const).find(candidate => ms > 0 && ms % UNITS[candidate] === 0) ?? 'ms'
  return `${ms / UNITS[unit]}${unit}`
}

function isUnit(text: string | undefined): text is keyof typeof UNITS {
  return text !== undefined && Object.hasOwn(UNITS, text)
}
